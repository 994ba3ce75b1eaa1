import ArgumentParser
import Foundation
import PKIDirectory
import Store

extension KeyCommand {
    struct RotateSecrets: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-secrets",
            abstract: "Make a new key for the secrets of certificate management, and seal them all with it. The server must be stopped.",
            discussion: """
                The secrets are private keys that the service made, PINs and the like. Afterwards the former key is removed, because nothing needs it. \
                Old backups have it. If the command is killed, run it again.
                """
        )

        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
        @OptionGroup var former: FormerPassphrases

        func run() async throws {
            let lock = try KeyCommand.lock(data)
            defer { withExtendedLifetime(lock) {} }
            guard let passphrase = try former.keys(in: data) else {
                throw CommandError(
                    "The passphrase of the CA and server keys is not in \(data)\(StoredPassphrases.keysFile). Give --passphrase-file."
                )
            }
            let isGenerated = FileManager.default.fileExists(atPath: data + StoredPassphrases.keysFile)
            let done = try await SecretKeyRotation(dataDirectory: data).run(
                passphrase: passphrase,
                iterations: isGenerated ? 2_048 : 600_000
            )
            if try StoreLocation.read(from: data) != nil {
                Terminal.say("Before another node starts, copy \(data)/keys/\(done.key).p8 into its directory of keys.")
            }
            Terminal.say("\(done.secrets) secrets are sealed with \(done.key) now. Removed: \(done.removed.joined(separator: ", ")).")
        }
    }
}
