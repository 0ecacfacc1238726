import Synchronization

/// A loop whose passes are independent of each other, on several workers.
///
/// What a pass does must not depend on who does it, so that results are the same for any number of
/// workers.
enum ParallelLoop {
  private final class Counter: Sendable {
    let next = Atomic<Int>(0)
  }

  /// Calls `body` once for every pass in 0 ..< `count`.
  static func run(
    _ count: Int, workers: Int, _ body: @escaping @Sendable (_ pass: Int) -> Void
  ) async {
    guard workers > 1 && count > 1 else {
      for pass in 0..<count { body(pass) }
      return
    }
    let counter = Counter()
    let work: @Sendable () -> Void = {
      while true {
        let pass = counter.next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard pass < count else { return }
        body(pass)
      }
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 1..<min(workers, count) { group.addTask { work() } }
      work()
    }
  }

  /// The part of 0 ..< `count` that pass `pass` of `size` each covers.
  @inline(__always)
  static func part(_ pass: Int, size: Int, of count: Int) -> Range<Int> {
    pass * size..<min((pass + 1) * size, count)
  }
}

/// One place for each pass of a loop to leave its result in.
final class Slots<Value>: @unchecked Sendable {
  private let values: UnsafeMutablePointer<Value?>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    values = .allocate(capacity: max(count, 1))
    values.initialize(repeating: nil, count: count)
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
  }

  subscript(position: Int) -> Value? {
    get { values[position] }
    set { values[position] = newValue }
  }
}
