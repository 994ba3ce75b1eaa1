import PKIFormats
package import PortableFoundation

/// An authority of another installation has revoked a certificate of ours, as its list says.
package struct ParentRevocation: Sendable, Hashable, Codable {
    /// The index of the generation whose certificate it was told of. What counts is that certificate, whatever other index it has as well.
    package let generation: Int
    package let when: Date
    /// RFC 5280 number.
    package let reason: Int
    /// When the list that says so was made; only a newer one releases a hold.
    package let listed: Date

    package init(generation: Int, when: Date, reason: Int, listed: Date) {
        self.generation = generation
        self.when = when
        self.reason = reason
        self.listed = listed
    }

    package var isHold: Bool { reason == CRLReason.certificateHold.rawValue }

    private enum CodingKeys: String, CodingKey { case generation, when, reason, listed }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        func time(_ key: CodingKeys) throws -> Date { Date(timeIntervalSince1970: Double(try members.decode(Int.self, forKey: key))) }
        self.init(
            generation: try members.decode(Int.self, forKey: .generation),
            when: try time(.when),
            reason: try members.decode(Int.self, forKey: .reason),
            listed: try time(.listed)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(generation, forKey: .generation)
        try members.encode(Int(when.timeIntervalSince1970), forKey: .when)
        try members.encode(reason, forKey: .reason)
        try members.encode(Int(listed.timeIntervalSince1970), forKey: .listed)
    }
}

extension StoredAuthority {
    /// What the authority above, of another installation, said about the newest certificate: it is the one of which it was told, by issuer and serial number.
    package var revocationByParent: ParentRevocation? {
        guard let told = parentRevocation, let newest = generations.max(by: { $0.index < $1.index }) else { return nil }
        if told.generation == newest.index { return told }
        guard let about = generations.first(where: { $0.index == told.generation }),
            let former = try? Certificate(derEncoded: about.certificate),
            let present = try? Certificate(derEncoded: newest.certificate)
        else { return nil }
        return former.serialNumber == present.serialNumber && former.issuer.matches(present.issuer) ? told : nil
    }
}
