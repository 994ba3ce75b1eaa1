import PortableFoundation
import Synchronization

/// A PKCS #11 module: a library that reaches tokens. It is loaded and opened at the first call, and opened again when its tokens were lost.
package final class PKCS11Module: Sendable {
    /// The path of the library.
    package let path: String
    let library: ModuleLibrary
    let queue: ModuleQueue
    /// Seconds for a call, and for one that makes a key.
    let patience: Double
    let longPatience: Double
    /// Seconds between two openings, so that an absent token does not disturb the others of the module all the time.
    private let pause: Double
    private let opened = Mutex<ContinuousClock.Instant?>(nil)

    /// - Parameters:
    ///   - threads: the most calls at a time.
    ///   - patience: seconds after which a call counts as hanging. Making a key may take twelve times as long.
    ///   - pause: the least seconds between two attempts to open the module again.
    package init(path: String, threads: Int = 4, patience: Double = 10, pause: Double = 5) {
        self.path = path
        library = ModuleLibrary(path: path)
        queue = ModuleQueue(module: Self.name(of: path), threads: threads)
        self.patience = patience
        longPatience = patience * 12
        self.pause = pause
    }

    private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The tokens that are present, also those without a label yet.
    package func tokens() async throws -> [TokenDescription] {
        try await queue.run("listing tokens", within: patience) { [library] thread in
            thread.enter(try library.open())
            return try library.tokens()
        }
    }

    /// The error of calls while one hangs.
    package var obstacle: PKCS11Error? { queue.obstacle }

    /// Closes and opens the module, unless that was done a moment ago or somebody else has just done it.
    /// - Returns: whether the module is a newly opened one.
    func reopen(after generation: Int) async throws -> Bool {
        let mayTry = opened.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < .seconds(pause) { return false }
            last = now
            return true
        }
        guard mayTry else { return library.generation > generation }
        try await queue.run("opening", within: patience, isAlone: true) { [library] _ in try library.reopen(after: generation) }
        return true
    }

    /// Closes the module. Nothing may be called afterwards.
    package func close() async { try? await queue.run("closing", within: patience, isAlone: true) { [library] _ in library.close() } }
}
