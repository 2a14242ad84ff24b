internal import Glibc

/// Threads for calls that block, apart from those that run tasks.
enum DetachedThread {
  private final class Body {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Runs `body` on a thread of its own. Returns false, and runs nothing, where the system grants no more threads.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let boxed = Unmanaged.passRetained(Body(body)).toOpaque()
    let result = pthread_create(
      &thread,
      &attributes,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      },
      boxed
    )
    if result != 0 { Unmanaged<Body>.fromOpaque(boxed).release() }
    return result == 0
  }
}
