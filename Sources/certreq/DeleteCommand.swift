import ArgumentParser
import CAInterface
import CertEnroll
import PKIFormats

/// `certreq delete CERTIFICATE` removes a certificate and its key from the store.
struct DeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Removes a certificate, a request or a key from the store.",
        discussion:
            "A certificate's key goes with it, unless another certificate or a request uses it. The certificate is not revoked, and a request stays at the CA."
    )

    @Argument(help: "Thumbprint or serial number of a certificate; for requests and keys without certificate the number that list shows.")
    var certificate: String

    @Flag(name: .long, help: "Keep the private key.")
    var keepKey = false

    @Flag(name: [.customShort("f"), .long], help: "Remove the key, which cannot be brought back.")
    var force = false

    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    /// The fate of the private key.
    enum Key: String, Encodable { case removed, kept, shared, none }

    struct Result: Encodable {
        let removed: String
        let store: String
        let key: Key
    }

    func run() throws {
        let result = try remove()
        if json { return try Console.json(result) }
        Console.say("Removed \(result.removed) from \(result.store)" + (result.key == .removed ? " with its key" : ""))
        if result.key == .shared { Console.say("Its key stays: another certificate or a request of the store uses it.") }
        if result.key == .kept { Console.say("Its key stays; certreq list shows it.") }
    }

    private func remove() throws -> Result {
        if let result = try removeUnusedKey() { return result }
        do { return try removeCertificate() } catch let error as CAError where error.code == .notFound {
            guard let request = try StoredRequest.find(certificate, stores) else { throw error }
            return try remove(request)
        }
    }

    private func removeCertificate() throws -> Result {
        let found = try StoredCertificate.find(exactly: certificate, stores)
        let digits = certificate.lowercased().filter { $0.isHexDigit }
        let serial = found.certificate.serialHex.lowercased()
        guard
            [found.thumbprint, serial, found.sha256].contains(digits)
                || serial.drop(while: { $0 == "0" }) == digits.drop(while: { $0 == "0" })
        else {
            throw ValidationError(
                "Name the certificate by its thumbprint or serial number: \(found.thumbprint) is \(found.certificate.shownName)."
            )
        }
        let hasKey = found.installed.key != nil
        guard keepKey || force || !hasKey else { throw Self.unasked }
        let isRemoved = try found.store.remove(found.installed, keepingKey: keepKey)
        let key: Key = !hasKey ? .none : keepKey ? .kept : isRemoved ? .removed : .shared
        return Result(removed: found.thumbprint, store: found.store.directory, key: key)
    }

    /// Removes a key that nothing uses, by the SHA-256 of its public key.
    private func removeUnusedKey() throws -> Result? {
        let name = certificate.lowercased()
        guard name.count == 64, name.allSatisfy(\.isHexDigit) else { return nil }
        for directory in stores.directories where EnrollmentStore.exists(at: directory) {
            let store = try EnrollmentStore(directory: directory)
            guard try store.unusedKeys().contains(name) else { continue }
            guard force else { throw Self.unasked }
            try store.removeUnusedKey(name)
            return Result(removed: name, store: directory, key: .removed)
        }
        return nil
    }

    private func remove(_ found: (store: EnrollmentStore, request: PendingRequest)) throws -> Result {
        guard force else {
            throw ValidationError(
                "A certificate for this request could not be installed anymore, and its key would be removed too. Give --force."
            )
        }
        let isRemoved = try found.store.discard(found.request)
        let name = StoredRequest(found.request, store: found.store.directory).publicKey
        return Result(removed: name, store: found.store.directory, key: isRemoved ? .removed : .shared)
    }

    private static let unasked = ValidationError(
        "The private key would be removed too and cannot be brought back. Give --keep-key, or --force."
    )
}
