package import CAInterface
import PKIFormats

/// One authority of a snapshot, with its names and generations ready to use.
package final class KnownAuthority: Sendable {
    package let stored: StoredAuthority
    /// In the order of their index; empty while the authority waits for its certificate.
    package let generations: [IssuingGeneration]
    package let sanitizedName: String
    package let shortName: String
    /// Who is told about its events; mostly nobody.
    package let receivers: [ExitReceiver]
    private let foldedNames: [String]

    package var number: AuthorityNumber { stored.number }
    package var newest: IssuingGeneration? { generations.last }

    /// - Parameters:
    ///   - issuers: the certificates above one of its own.
    ///   - revocation: the revocation of its newest certificate or of one above. Only the newest generation issues.
    package init(stored: StoredAuthority, issuers: (StoredAuthority.Generation) -> [[UInt8]], revocation: AuthorityRevocation? = nil) throws
    {
        self.stored = stored
        sanitizedName = SanitizedName.of(stored.name)
        shortName = SanitizedName.short(of: stored.name)
        let configuration = ConfigurationTree(authority: stored)
        receivers = stored.settings.configuration.isEmpty ? [] : configuration.receivers
        foldedNames = [stored.name, sanitizedName, shortName].map { $0.lowercased() }
        generations = try stored.generations.sorted { $0.index < $1.index }.map { generation in
            let key = try stored.key(of: generation)
            return try IssuingGeneration(
                authority: stored.number,
                generation: generation,
                key: key,
                publicAddress: stored.publicAddress,
                issuers: issuers(generation),
                revocation: revocation,
                configuration: configuration.issuance(generation: generation, key: key),
                stored: stored
            )
        }
    }

    package func isNamed(_ name: String) -> Bool {
        // The usual spelling is tried first: folding costs more than the rest of the look-up.
        name == stored.name || foldedNames.contains(name.lowercased())
    }

    package func description(configHost: String?) -> AuthorityDescription? {
        guard let newest else { return nil }
        return AuthorityDescription(
            name: stored.name,
            sanitizedName: sanitizedName,
            configString: (configHost ?? stored.dnsName) + "\\" + stored.name,
            certificate: newest.certificate.derEncoded,
            chain: Array(newest.chain.dropFirst()),
            isSingleOperator: stored.singleOperator
        )
    }
}
