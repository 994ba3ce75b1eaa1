import Foundation
import PKICrypto
import PKIFormats
import PKITesting

/// Bouncy Castle, as Debian packages it, behind the small program `Vectors/BouncyCastle.java`, which Java compiles when it starts it.
enum BouncyCastle {
    private static let program = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/BouncyCastle.java").path
    private static let libraries = ["bcprov", "bcutil", "bcpkix"].map { "/usr/share/java/\($0).jar" }

    /// Whether `scripts/setup test` has been run.
    static var isThere: Bool { hasTool("java") && libraries.allSatisfy(FileManager.default.fileExists) }

    /// Lets the program do something with files of the directory.
    /// - Returns: the output: values by their name, in order.
    @discardableResult
    static func run(_ verb: String, _ names: String..., in files: OpenSSLFiles) throws -> [String: [String]] {
        let java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", libraries.joined(separator: ":"), program, verb]
        let result = try runTool(java + names, directory: files.directory)
        guard result.status == 0 else { throw Failure(description: "\(verb): \(result.errorText)") }
        var said: [String: [String]] = [:]
        for line in result.text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            said[String(line[..<colon]), default: []].append(String(line[line.index(colon, offsetBy: 2)...]))
        }
        return said
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
