import CertCli
import Foundation

extension ClientConfiguration {
    /// Asks at the terminal which CA of the file `-config -` means.
    /// - Returns: nil when the file has none, or nobody can be asked.
    /// - Throws: `CAError` with 0x800704C7 when nobody chose one.
    func chosen() async throws -> Authority? {
        guard !authorities.isEmpty, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
        let list = CertConfig([ClientConfigurationFile(path: path)]) { entries in
            for (index, entry) in entries.enumerated() { Console.complain("  \(index + 1)  \(entry.config)") }
            Console.complain("Number of the CA:")
            guard let number = readLine().flatMap({ Int($0.filter { !$0.isWhitespace }) }) else { return nil }
            return number - 1
        }
        return authority(try await list.config(.pick))
    }
}
