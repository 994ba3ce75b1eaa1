import ArgumentParser
import CACore
import CAInterface
import PKIFormats

/// The options of a CA that is made.
struct NewAuthorityOptions: ParsableArguments {
    @Option(help: "Common name of the CA.") var name: String
    @Option(help: "O of its name.") var organization: String?
    @Option(help: "Its whole name as RFC 4514 writes it, such as \"CN=Example CA,O=Example,C=DE\".") var subject: String?
    @Option(
        help:
            "Kind of its key: p256, p384, p521, rsa-4096, rsa-pss-4096, ed25519, ml-dsa-65, ml-dsa-87 or brainpoolP256r1; p384 by default."
    )
    var key: String?
    @Option(help: "sha256, sha384 or sha512, for its signatures.") var hash: String?
    @Option(help: "The pkcs11: URI of the token on which its key is made; a sealed file by default.") var keyToken: String?
    @Option(help: "How long its certificate is valid, such as 3650d.") var validity: AuthorityCommand.Duration?
    @Option(help: "How many CAs may follow below it; any number by default.") var pathLength: Int?
    @Option(help: "The time from one revocation list to the next.") var crlPeriod: AuthorityCommand.Duration?
    @Option(help: "How long a revocation list is valid.") var crlValidity: AuthorityCommand.Duration?
    @Option(help: "The beginning of the CRL and CA certificate URLs in its certificates, an http:// URL.") var publicAddress: String?
    @Flag(help: "Issue for no template at first.") var noTemplates = false

    func validate() throws {
        do { _ = try AuthorityKeyChoice(key ?? Self.usualKey, hash: hash) } catch { throw ValidationError("\(error)") }
        if try keyToken.map({ try TokenOptions.place($0, option: "--key-token") })?.namesObject == true {
            throw ValidationError("--key-token names a token alone: the label of the key is the server's. Leave out object and id.")
        }
        if let subject {
            do { _ = try DistinguishedName(rfc4514: subject) } catch {
                throw ValidationError("--subject is not a name as RFC 4514 writes it: \(error)")
            }
        }
    }

    private static let usualKey = "p384"

    func order(parent: AuthorityOrder.Parent, issues: Bool) throws -> AuthorityOrder {
        var order = AuthorityOrder(name: name, organization: organization, parent: parent, issues: issues)
        if let subject { order.subject = try DistinguishedName(rfc4514: subject) }
        (order.keyAlgorithm, order.hash, order.pathLength, order.publicAddress) = (key ?? Self.usualKey, hash, pathLength, publicAddress)
        order.keyToken = try keyToken.map { try TokenOptions.place($0, option: "--key-token") }
        let isRoot = parent == .itself && !issues
        // Roots sign rarely and last longer, as at a first start.
        order.validitySeconds = validity?.seconds ?? (isRoot ? 20 : 10) * 365 * 86_400
        order.crlPeriodSeconds = crlPeriod?.seconds ?? (isRoot ? 30 : 1) * 86_400
        order.crlValiditySeconds = crlValidity?.seconds ?? max((isRoot ? 90 : 7) * 86_400, order.crlPeriodSeconds)
        order.loadsTemplates = !noTemplates
        return order
    }
}
