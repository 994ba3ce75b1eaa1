import NIOCore

/// Runs the jobs of a connection's task on the connection's own event loop, so that a request needs no other thread until it waits for the store.
///
/// Otherwise a request read on the loop would wake a thread of the shared pool, and its answer would wake the loop again: for a submission,
/// this costs more than its cryptography. Long work belongs elsewhere: see ``FrontEndResponder``.
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
