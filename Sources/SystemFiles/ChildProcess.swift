import Synchronization

/// A program that this process has started, known by its number. It has ended when it itself has ended, whatever the programs do that it started.
package final class ChildProcess: Sendable {
    /// How a program ended.
    package enum End: Sendable, Hashable {
        case exit(Int32)
        case signal(Int32)
        /// Somebody else of this process has taken its status.
        case taken
    }

    private struct State {
        var number: pid_t?
        var isKilled = false
    }

    package let number: pid_t
    private let state: Mutex<State>

    package init(_ number: pid_t) {
        self.number = number
        state = Mutex(State(number: number))
    }

    /// Whether ``kill()`` ended it.
    package var isKilled: Bool { state.withLock(\.isKilled) }

    /// Kills it, and the programs that it started where they are a group of their own. Does nothing once it has ended.
    package func kill() {
        state.withLock { state in
            guard let number = state.number else { return }
            state.isKilled = true
            if getpgid(number) == number { _ = SystemFiles.kill(-number, SIGKILL) }
            _ = SystemFiles.kill(number, SIGKILL)
        }
    }

    /// Asks it to end. Does nothing once it has ended.
    package func terminate() { signal(SIGTERM) }

    /// Sends it a signal. Does nothing once it has ended.
    package func signal(_ signal: Int32) {
        state.withLock { state in
            if let number = state.number { _ = SystemFiles.kill(number, signal) }
        }
    }

    /// Waits for its end.
    package func wait() -> End {
        // It is not reaped yet, so that its number is nobody else's while `kill` may use it.
        var seen = siginfo_t()
        while waitid(P_PID, id_t(number), &seen, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
        state.withLock { $0.number = nil }
        var status: Int32 = 0
        var reaped = waitpid(number, &status, 0)
        while reaped < 0 && errno == EINTR { reaped = waitpid(number, &status, 0) }
        guard reaped == number else { return .taken }
        // The lowest seven bits are the signal; the macros of C are not visible here.
        let signal = status & 0x7F
        return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    }
}
