import Foundation

/// SoftHSM with a directory of its own, and tokens in it. SoftHSM reads the name of its configuration once in each process.
package struct SoftHSM: Sendable {
    /// The user PIN of every token.
    package static let pin = "123456"

    package static let library = ["/usr/lib", "/usr/local/lib", "/opt/homebrew/lib"].map { $0 + "/softhsm/libsofthsm2.so" }
        .first { FileManager.default.fileExists(atPath: $0) }
    package static let compiler = ["cc", "clang", "gcc"].first(where: hasTool)

    package static var isHere: Bool { library != nil && hasTool("softhsm2-util") }
    /// Whether ``faultyModule(named:)`` can be made too.
    package static var canFail: Bool { isHere && compiler != nil }

    /// The directory for everything.
    package let directory: String
    package var configuration: String { directory + "/softhsm2.conf" }
    package var tokens: String { directory + "/tokens" }
    /// A file with the PIN.
    package var pinFile: String { directory + "/pin" }

    /// - Parameter labels: of the tokens that are made.
    package init(in directory: String, labels: [String]) throws {
        self.directory = directory
        try FileManager.default.createDirectory(atPath: directory + "/tokens", withIntermediateDirectories: true)
        try "directories.tokendir = \(directory)/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
            .write(toFile: configuration, atomically: true, encoding: .utf8)
        try (Self.pin + "\n").write(toFile: pinFile, atomically: true, encoding: .utf8)
        for label in labels {
            try tool(["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", Self.pin, "--so-pin", "87654321"])
        }
    }

    /// Runs a program that uses these tokens, such as pkcs11-tool.
    @discardableResult
    package func tool(_ arguments: [String]) throws -> String {
        let result = try runTool(["SOFTHSM2_CONF=" + configuration] + arguments)
        guard result.status == 0 else { throw ContractError("\(arguments.joined(separator: " ")): \(result.errorText) \(result.text)") }
        return result.text
    }

    /// A module over SoftHSM that fails when it is told to.
    package func faultyModule(named name: String) throws -> FaultyModule {
        let path = "\(directory)/\(name).so"
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        let result = try runTool([
            Self.compiler ?? "cc", "-shared", "-fPIC", "-I", root + "/Sources/CPKCS11/include", "-DREAL=\"\(Self.library ?? "")\"",
            "-DFAULT=\"\(path).fault\"", "-o", path, root + "/Tests/PKCS11KeysTests/Vectors/faulty-module.c", "-ldl",
        ])
        guard result.status == 0 else { throw ContractError("the module for tests cannot be compiled: \(result.errorText)") }
        return FaultyModule(path: path)
    }
}

/// A module that fails as a file beside it says.
package struct FaultyModule: Sendable {
    package enum Fault: String, Sendable {
        /// Every call waits until the fault is over.
        case hang
        /// The token is gone.
        case removed
        /// Each signature fails without a reason.
        case broken
        /// The next session is lost; that happens once.
        case lost
        /// The login is lost; that happens once.
        case loggedOut = "logged-out"
        /// One more wrong PIN would lock the token.
        case lastTry = "last-try"
        /// Signatures have a wrong bit.
        case wrong
        /// The process ends before, or after, the token signs.
        case kill
        case killAfter = "kill-after"
    }

    package let path: String

    /// nil ends the fault.
    package func set(_ fault: Fault?) throws {
        // Renamed into place, so that the module reads a whole word.
        guard let fault else {
            try? FileManager.default.removeItem(atPath: path + ".fault")
            return
        }
        try fault.rawValue.write(toFile: path + ".fault", atomically: true, encoding: .utf8)
    }

    /// Whether a fault that happens once has happened.
    package var isOver: Bool { !FileManager.default.fileExists(atPath: path + ".fault") }

    /// How often a PIN was given.
    package var logins: Int { FileManager.default.contents(atPath: path + ".fault.logins")?.count ?? 0 }
}
