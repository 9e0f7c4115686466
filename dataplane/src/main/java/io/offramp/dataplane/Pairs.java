package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.PairPlan.Action;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.netlink.Link;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pairs that are wanted and what there is of each. Whatever is answered as done has been remembered first; whatever
 * fails leaves a pair, in memory, on disk and in the kernel, as it was. For the control thread alone.
 */
final class Pairs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pairs.class);

    private final Map<String, Member> members = new TreeMap<>();
    private final PairStore store;
    private final Ports ports;
    private final Draft draft;
    private final PairFactory factory;
    private final Namespaces namespaces;
    private final TapMaker tapMaker;
    private final TapControl taps;
    private final Events events;

    Pairs(
            PairStore store,
            Ports ports,
            Draft draft,
            PairFactory factory,
            Namespaces namespaces,
            TapMaker tapMaker,
            TapControl taps,
            Events events) {
        this.store = store;
        this.ports = ports;
        this.draft = draft;
        this.factory = factory;
        this.namespaces = namespaces;
        this.tapMaker = tapMaker;
        this.taps = taps;
        this.events = events;
    }

    Collection<Member> all() {
        return List.copyOf(members.values());
    }

    List<ActivePair> active() {
        return members.values().stream()
                .map(Member::active)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The named network namespaces that pairs want their taps in. */
    Set<String> netns() {
        return members.values().stream()
                .map(member -> member.spec().netns())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    Set<String> names() {
        return Set.copyOf(members.keySet());
    }

    Member require(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new DataplaneException(
                    Code.PAIR_NOT_FOUND,
                    null,
                    "there is no pair named %s".formatted(name),
                    "GET /api/v1/pairs lists the pairs that there are.");
        }
        return member;
    }

    /** Makes the kernel's side and the remembered pairs agree, at the start of the service. */
    void restore() {
        List<StoredPair> remembered = store.load();
        removeOrphans(remembered);
        remembered.forEach(pair -> members.put(pair.spec().name(), attempt(pair, false)));
    }

    /** Takes a pair apart that has lost its ground. */
    void suspend(Member member, Condition why) {
        takeApart(member);
        members.put(member.spec().name(), Member.waiting(member.wanted(), why));
    }

    /** Takes the pairs apart whose port has lost its device, which they need not have noticed. */
    void leaveLostPorts() {
        for (Member member : all()) {
            if (member.active() != null) {
                ports.loss(member.spec().port()).ifPresent(loss -> lose(member, loss));
            }
        }
    }

    private void lose(Member member, DataplaneException loss) {
        String name = member.spec().name();
        try {
            takeApart(member);
        } catch (RuntimeException failed) {
            // To put a port back as it was takes its device.
            LOG.debug("The port of {} could not be left in order", name, failed);
        }
        members.put(name, Member.waiting(member.wanted(), Failures.condition(loss)));
        ports.removeLost(member.spec().port());
    }

    /**
     * Builds a pair again that has come apart, or could not be built before.
     *
     * @return whether that worked
     */
    boolean restore(Member member) {
        takeApart(member);
        Member restored = attempt(member.wanted(), true);
        members.put(member.spec().name(), restored);
        return restored.active() != null;
    }

    /** A process that died between a tap and its document, or between a document's end and its tap's, leaves a tap. */
    private void removeOrphans(List<StoredPair> remembered) {
        for (@Nullable String netns : namespaces.names()) {
            for (Link tap : tapMaker.all(netns)) {
                String pair = TapAlias.parse(tap.alias()).orElseThrow().pair();
                if (remembered.stream().noneMatch(known -> isTapOf(known.spec(), pair, netns))) {
                    tapMaker.delete(netns, tap);
                    events.warning(
                            "tap.orphaned",
                            tap.name(),
                            "removed the tap %s: its pair %s is not wanted".formatted(tap.name(), pair));
                }
            }
        }
    }

    private static boolean isTapOf(PairSpec spec, String pair, @Nullable String netns) {
        return spec.name().equals(pair) && spec.tap() != null && Objects.equals(spec.netns(), netns);
    }

    /**
     * Builds a remembered pair on what there is of it.
     *
     * @param heals whether it was there or failed before, in this life of the service
     */
    private Member attempt(StoredPair remembered, boolean heals) {
        PairSpec spec = remembered.spec();
        try {
            SpecCheck.pair(spec);
            ports.bringBack(spec.port(), remembered.portDevargs());
            EthPort port = ports.require(spec.port(), "port");
            tapMaker.takeBackName(spec);
            VhostSockets.removeStale(spec);
            VhostSockets.check(spec, false);
            VdpaDevices.check(spec);
            Optional<Link> survivor = tapMaker.survivor(spec);
            ActivePair active = factory.build(asFound(spec, port, survivor), Manner.AS_FOUND);
            Member built = Member.built(new StoredPair(spec, ports.devargs(spec.port())), active);
            if (!built.wanted().equals(remembered)) {
                save(built.wanted(), () -> takeApart(built));
            }
            events.info(
                    heals ? "pair.healed" : survivor.isPresent() ? "pair.adopted" : "pair.restored",
                    spec.name(),
                    "port %s and %s are joined again".formatted(spec.port(), farEnd(active, survivor.isPresent())));
            return built;
        } catch (RuntimeException failed) {
            return Member.waiting(remembered, Failures.condition(Failures.of(failed)));
        }
    }

    private static String farEnd(ActivePair pair, boolean survived) {
        VhostSocket socket = pair.spec().socket();
        if (socket != null) {
            return "the socket %s".formatted(socket.path());
        }
        String device = pair.spec().device();
        return device == null
                ? "the tap %s (ifindex %d, %s)"
                        .formatted(pair.tapName(), pair.ifindex(), survived ? "which was there" : "made anew")
                : "the vDPA device %s".formatted(device);
    }

    /** Remembers a pair; what was done for it is taken back where that fails. */
    private void save(StoredPair wanted, Runnable takeBack) {
        try {
            store.save(wanted);
        } catch (RuntimeException failed) {
            Undo undo = new Undo();
            undo.push(takeBack);
            undo.because(failed);
            throw failed;
        }
    }

    /** The MTU and the MAC address that a survivor was given meanwhile are wanted from now on, if the port can follow. */
    private Blueprint asFound(PairSpec spec, EthPort port, Optional<Link> survivor) {
        PortBefore before = PortBefore.of(port);
        if (survivor.isEmpty()) {
            return draft.of(spec, port, before);
        }
        Link link = survivor.get();
        TapSpec tap = spec.requireTap();
        PairSpec found = spec.with(new TapSpec(
                tap.name(), link.mac(), link.mtu(), tap.up(), tap.addresses(), tap.netns(), tap.persistent()));
        try {
            return draft.of(found, port, before);
        } catch (DataplaneException refused) {
            if (refused.code() != Code.MTU_UNSUPPORTED) {
                throw refused;
            }
            return draft.of(spec, port, before);
        }
    }

    Member create(PairSpec wanted) {
        SpecCheck.pair(wanted);
        if (members.containsKey(wanted.name())) {
            throw new DataplaneException(
                    Code.PAIR_EXISTS,
                    "name",
                    "there is a pair named %s already".formatted(wanted.name()),
                    "Choose another name, or DELETE /api/v1/pairs/%s first.".formatted(wanted.name()));
        }
        return build(blueprint(wanted, null), null);
    }

    /** @param before what is remembered of the pair already */
    private Member build(Blueprint plan, @Nullable StoredPair before) {
        PairSpec spec = plan.spec();
        StoredPair wanted = new StoredPair(spec, ports.devargs(spec.port()));
        Member built = spec.servesSocket() ? buildRemembered(plan, wanted, before) : buildAndRemember(plan, wanted);
        members.put(spec.name(), built);
        return built;
    }

    private Member buildAndRemember(Blueprint plan, StoredPair wanted) {
        Member built = Member.built(wanted, factory.build(plan, Manner.AS_WANTED));
        save(built.wanted(), () -> remove(built));
        return built;
    }

    /** A socket's file bears no mark, as a tap does: it must be known whose it is before it is there. */
    private Member buildRemembered(Blueprint plan, StoredPair wanted, @Nullable StoredPair before) {
        store.save(wanted);
        try {
            return Member.built(wanted, factory.build(plan, Manner.AS_WANTED));
        } catch (RuntimeException failed) {
            Undo undo = new Undo();
            undo.push(() -> {
                if (before == null) {
                    store.remove(plan.spec().name());
                } else {
                    store.save(before);
                }
            });
            undo.because(failed);
            throw failed;
        }
    }

    /** Checks all that can be checked before anything is done, for a new pair or for another spec of one. */
    private Blueprint blueprint(PairSpec wanted, @Nullable Member now) {
        EthPort port = ports.require(wanted.port(), "port");
        refuseUsed(port, wanted.port(), "port", wanted.name());
        if (wanted.tap() != null) {
            checkTap(wanted, wanted.tap());
        }
        if (wanted.socket() != null) {
            checkSocket(wanted, wanted.socket(), now);
        }
        if (wanted.device() != null) {
            checkDevice(wanted, wanted.device());
        }
        ActivePair active = now == null ? null : now.active();
        PortBefore before = active != null && active.port().equals(port) ? active.before() : PortBefore.of(port);
        return draft.of(wanted, port, before);
    }

    private void checkSocket(PairSpec wanted, VhostSocket socket, @Nullable Member now) {
        members.values().stream()
                .map(Member::spec)
                .filter(other -> !other.name().equals(wanted.name()))
                .filter(other -> other.socket() != null && other.socket().path().equals(socket.path()))
                .findFirst()
                .ifPresent(other -> {
                    throw new DataplaneException(
                            Code.SOCKET_IN_USE,
                            "socket",
                            "the socket %s belongs to the pair %s".formatted(socket.path(), other.name()),
                            "Choose another socket.");
                });
        VhostSockets.check(wanted, now != null && socket.equals(now.spec().socket()));
    }

    private void checkDevice(PairSpec wanted, String device) {
        members.values().stream()
                .map(Member::spec)
                .filter(other -> !other.name().equals(wanted.name()) && device.equals(other.device()))
                .findFirst()
                .ifPresent(other -> {
                    throw VdpaDevices.inUse(device, "the pair " + other.name());
                });
        VdpaDevices.check(wanted);
    }

    private void checkTap(PairSpec wanted, TapSpec tap) {
        String field = tap.name() == null ? "name" : "tap.name";
        tapMaker.checkName(wanted, field);
        members.values().stream()
                .filter(other -> !other.spec().name().equals(wanted.name()))
                .filter(other -> other.spec().tap() != null)
                .filter(other -> other.spec().tapName().equals(wanted.tapName()))
                .filter(other -> Objects.equals(other.spec().netns(), wanted.netns()))
                .findFirst()
                .ifPresent(other -> {
                    throw new DataplaneException(
                            Code.TAP_EXISTS,
                            field,
                            "the tap %s belongs to the pair %s"
                                    .formatted(wanted.tapName(), other.spec().name()),
                            "Choose another tap.name.");
                });
    }

    /**
     * Refuses a port that a pair has, or waits for.
     *
     * @param field the field of the request that names the port
     * @param except a pair that may have it
     */
    void refuseUsed(EthPort port, String name, @Nullable String field, @Nullable String except) {
        members.values().stream()
                .filter(member -> !member.spec().name().equals(except))
                .filter(member -> uses(member, port, name))
                .findFirst()
                .ifPresent(member -> {
                    String pair = member.spec().name();
                    throw new DataplaneException(
                            Code.PORT_IN_USE,
                            field,
                            "port %s belongs to the pair %s".formatted(name, pair),
                            "DELETE /api/v1/pairs/%s first, or choose another port.".formatted(pair));
                });
        active().stream()
                .filter(pair -> pair.virtioUser().equals(port))
                .findFirst()
                .ifPresent(pair -> {
                    throw new DataplaneException(
                            Code.PORT_IN_USE,
                            field,
                            "port %s is the kernel side of the pair %s".formatted(name, pair.name()),
                            "Choose another port.");
                });
    }

    private static boolean uses(Member member, EthPort port, String name) {
        ActivePair active = member.active();
        return member.spec().port().equals(name)
                || active != null && active.port().equals(port);
    }

    PairPlan plan(PairSpec wanted) {
        SpecCheck.pair(wanted);
        Member now = members.get(wanted.name());
        return plan(now, blueprint(wanted, now));
    }

    private PairPlan plan(@Nullable Member now, Blueprint blueprint) {
        PairSpec wanted = blueprint.spec();
        Optional<Link> survivor = tapMaker.survivor(wanted);
        if (now == null) {
            return PairPlanner.create(wanted, survivor.isPresent());
        }
        boolean tapStays = survivor.filter(tap -> tapMaker.fits(tap, blueprint)).isPresent();
        return PairPlanner.change(now.spec(), wanted, now.active() != null, tapStays);
    }

    /** Makes of a pair what is wanted, or makes it; what was done. */
    PairPlan put(PairSpec wanted, Precondition precondition) {
        SpecCheck.pair(wanted);
        Member now = members.get(wanted.name());
        check(precondition, now);
        Blueprint blueprint = blueprint(wanted, now);
        PairPlan plan = plan(now, blueprint);
        if (now == null) {
            build(blueprint, null);
        } else if (plan.action() == Action.REBUILD) {
            rebuild(now, blueprint);
        } else if (plan.action() == Action.CHANGE) {
            changeTap(
                    now,
                    TapChange.between(now.spec().requireTap(), blueprint.spec().requireTap()));
        }
        return plan;
    }

    private void rebuild(Member now, Blueprint blueprint) {
        String name = now.spec().name();
        takeApart(now);
        try {
            build(blueprint, now.wanted());
        } catch (RuntimeException failed) {
            // As it was: a change that is refused half-way must not cost the pair.
            members.put(name, attempt(now.wanted(), true));
            throw failed;
        }
        tapMaker.removeFormer(now.spec(), blueprint.spec());
    }

    /** Takes apart what was built of a pair, but for a tap that persists. */
    private static void takeApart(Member member) {
        ActivePair active = member.active();
        if (active != null) {
            active.undo().close();
        }
    }

    /** Changes the tap of a pair that was built, as a whole or not at all. */
    void changeTap(Member member, TapChange change) {
        ActivePair active = Objects.requireNonNull(member.active());
        Tap before = TapControl.read(active).orElseThrow(() -> TapControl.notFound(active.tapName()));
        PairSpec changed = active.spec().with(taps.change(active, before, change));
        Member after = Member.built(member.wanted(), active.with(changed));
        save(after.wanted(), () -> putBack(active, before));
        members.put(active.name(), after);
    }

    /** What the kernel was told of a pair's tap is wanted from now on. */
    void follow(Member member, TapSpec now) {
        PairSpec spec = member.spec();
        if (!now.equals(spec.tap())) {
            ActivePair active = Objects.requireNonNull(member.active()).with(spec.with(now));
            Member after = Member.built(member.wanted(), active);
            store.save(after.wanted());
            members.put(spec.name(), after);
        }
    }

    private void putBack(ActivePair pair, Tap before) {
        TapControl.read(pair).ifPresent(now -> taps.change(pair, now, TapChange.backTo(before)));
    }

    /** Forgets a pair and removes all of it. */
    void delete(String name, Precondition precondition) {
        Member member = require(name);
        check(precondition, member);
        store.remove(name);
        members.remove(name);
        remove(member);
    }

    /** Leaves nothing of a pair, whatever fails on the way. */
    private void remove(Member member) {
        Undo undo = new Undo();
        undo.push(() -> tapMaker.remove(member.spec()));
        undo.push(() -> VhostSockets.removeStale(member.spec()));
        undo.push(() -> takeApart(member));
        undo.close();
    }

    private static void check(Precondition precondition, @Nullable Member now) {
        if (!precondition.holds(now == null ? null : now.spec())) {
            throw new DataplaneException(
                    Code.PRECONDITION_FAILED,
                    null,
                    now == null ? "there is no such pair" : "the pair has changed since it was read",
                    "Read the pair again, and send the change with its present ETag.");
        }
    }

    /** Takes every pair apart; taps that persist stay, and so does what is remembered. */
    @Override
    public void close() {
        Undo undo = new Undo();
        members.values().forEach(member -> undo.push(() -> takeApart(member)));
        members.clear();
        undo.close();
    }
}
