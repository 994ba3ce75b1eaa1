import NIOCore

/// Runs the jobs of a connection's task on the connection's own event loop, so that a request needs no other thread until it waits for the store.
///
/// A request read on the loop would otherwise wake a thread of the shared pool, and its answer the loop again: on the path of a submission
/// these hand-overs cost more than its cryptography. Work that may take long belongs elsewhere: see ``FrontEndResponder``.
final class EventLoopTaskExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
