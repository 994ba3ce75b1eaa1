/// A program to start, with what it inherits: three descriptors, an environment, a directory, and nothing else. Signals are as for a program that a
/// shell starts, whatever the threads of this process block.
package struct ProgramStart: Sendable {
    /// A path, or a name that is looked up in PATH.
    package var program: String
    /// Without the program's own name.
    package var arguments: [String]
    /// Nil gives it this process's.
    package var environment: [String: String]?
    /// Nil starts it in this process's.
    package var directory: String?
    package var input: Int32
    package var output: Int32
    package var errors: Int32
    /// Whether it and the programs that it starts are a group of their own, so that they can be killed together.
    package var isGroup: Bool

    package init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String]? = nil,
        directory: String? = nil,
        input: Int32,
        output: Int32,
        errors: Int32,
        isGroup: Bool = false
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.input = input
        self.output = output
        self.errors = errors
        self.isGroup = isGroup
    }

    /// Starts it. The caller closes its own copies of the descriptors.
    /// - Throws: when the system does not take it for a program.
    package func start() throws(FileError) -> ChildProcess {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (target, descriptor) in [input, output, errors].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        if let directory {
            #if canImport(Darwin)
                posix_spawn_file_actions_addchdir_np(&actions, directory)
            #else
                guard let change = Self.changeDirectory else { throw .call("start", program, code: ENOSYS) }
                _ = change(&actions, directory)
            #endif
        }
        var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        if isGroup {
            flags |= Int32(POSIX_SPAWN_SETPGROUP)
            posix_spawnattr_setpgroup(&attributes, 0)
        }
        #if canImport(Darwin)
            flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #else
            // A descriptor that a library opened without the flag for this would keep a pipe or a lock of another program open.
            _ = Self.closeFrom?(&actions, 3)
        #endif
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))

        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let pairs = environment.map { given in given.map { strdup($0.key + "=" + $0.value) } + [nil] }
        defer {
            for word in words { free(word) }
            for pair in pairs ?? [] { free(pair) }
        }
        var number: pid_t = 0
        let code =
            if let pairs { posix_spawnp(&number, program, &actions, &attributes, words, pairs) } else {
                posix_spawnp(&number, program, &actions, &attributes, words, environ)
            }
        guard code == 0 else { throw .call("start", program, code: code) }
        return ChildProcess(number)
    }
}

#if !canImport(Darwin)
    extension ProgramStart {
        // The C library has both, and Swift's import of its headers leaves them out because they are extensions.
        private typealias ChangeDirectory = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32
        private typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32

        private static let changeDirectory = function("posix_spawn_file_actions_addchdir_np").map {
            unsafeBitCast($0, to: ChangeDirectory.self)
        }
        private static let closeFrom = function("posix_spawn_file_actions_addclosefrom_np").map { unsafeBitCast($0, to: CloseFrom.self) }

        private static func function(_ name: String) -> UnsafeMutableRawPointer? { dlsym(nil, name) }
    }
#endif

extension SystemCalls {
    /// The two ends of a new pipe, which programs that this process starts do not inherit.
    package static func pipe() throws(FileError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        guard SystemFiles.pipe(&ends) == 0 else { throw .call("make", "a pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// What is read and written to nowhere.
    package static func nowhere() throws(FileError) -> Int32 { try open("/dev/null", O_RDWR) }
}
