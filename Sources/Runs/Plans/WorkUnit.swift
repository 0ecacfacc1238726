/// One piece of work, the unit in which runs are divided, recorded, resumed and merged.
///
/// What a unit computes is a pure function of its identity, so a record made by any run, on any
/// machine and with any number of workers serves every other run that needs the same unit.
///
/// A unit may leave an artefact, files for units that need it: a learned dictionary, say. The runner
/// does it before them, gives it a folder of its own, and makes the artefact again if it is lost.
public struct WorkUnit: Sendable {
  /// What a unit is given to work with.
  public struct Context: Sendable {
    /// How many workers it may use; neither record nor artefact depends on their number.
    public let workers: Int
    /// Where artefacts are.
    let artefacts: ArtefactStore
    /// Tells a long unit's progress: the share that is done, from 0 to 1, and what it has come to.
    public let tell: @Sendable (_ share: Double, _ state: String) -> Void

    init(
      workers: Int, artefacts: ArtefactStore,
      tell: @escaping @Sendable (Double, String) -> Void = { _, _ in }
    ) {
      self.workers = workers
      self.artefacts = artefacts
      self.tell = tell
    }

    /// The folder of a unit that leaves an artefact: this one's own, for checkpoints too (a run that
    /// was killed left them there), or that of one that it needs.
    public func folder(of unit: WorkUnit) -> String { folder(of: unit.identity) }

    /// The folder of the unit that is identified.
    public func folder(of identity: UnitIdentity) -> String { artefacts.folder(of: identity) }
  }

  /// Everything that defines the unit.
  public let identity: UnitIdentity
  /// Expected processor seconds by a fixed model: never measured, so that all nodes of a cluster
  /// divide the work alike.
  public let cost: Double
  /// Bytes of memory that the unit takes at most, by the same kind of model.
  public let memory: Double
  /// Whether the unit runs alone and spreads over all workers inside (one large dictionary shared),
  /// rather than beside other units.
  public let isWide: Bool
  /// The units whose artefacts it reads; they are done before it, by the same shard.
  public let needs: [WorkUnit]
  /// Whether it leaves files in its folder.
  public let leavesArtefact: Bool
  /// Does the work.
  public let run: @Sendable (Context) async throws -> UnitRecord

  /// A unit that stands alone: `run` does the work with up to the given number of workers.
  public init(
    identity: UnitIdentity, cost: Double, memory: Double, isWide: Bool,
    run: @escaping @Sendable (_ workers: Int) async throws -> UnitRecord
  ) {
    self.init(
      identity: identity, cost: cost, memory: memory, isWide: isWide, needs: [],
      leavesArtefact: false
    ) { try await run($0.workers) }
  }

  /// A unit that needs others, or leaves an artefact for them.
  ///
  /// - Precondition: All of `needs` leave artefacts.
  public init(
    identity: UnitIdentity, cost: Double, memory: Double, isWide: Bool, needs: [WorkUnit],
    leavesArtefact: Bool, run: @escaping @Sendable (Context) async throws -> UnitRecord
  ) {
    self.identity = identity
    self.cost = cost
    self.memory = memory
    self.isWide = isWide
    self.needs = needs
    self.leavesArtefact = leavesArtefact
    self.run = run
  }

  /// The record, computed by itself, as tests and measurements of its time want it.
  ///
  /// - Precondition: It needs no other unit and leaves no artefact.
  package func record(workers: Int) async throws -> UnitRecord {
    try await run(Context(workers: workers, artefacts: ArtefactStore(path: "")))
  }

  /// Expected processor seconds of this unit and of all that it needs.
  var costWithNeeds: Double { needs.reduce(cost) { $0 + $1.costWithNeeds } }

  /// Whether it can be run without a folder.
  var standsAlone: Bool { needs.isEmpty && !leavesArtefact }
}
