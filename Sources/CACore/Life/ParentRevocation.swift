package import PortableFoundation

/// An authority of another installation has revoked a certificate of ours, as its list says.
package struct ParentRevocation: Sendable, Hashable, Codable {
    /// The index of the generation whose certificate it is.
    package let generation: Int
    package let when: Date
    /// RFC 5280 number.
    package let reason: Int
    /// When the list that says so was made; an older one does not lift it.
    package let listed: Date

    package init(generation: Int, when: Date, reason: Int, listed: Date) {
        self.generation = generation
        self.when = when
        self.reason = reason
        self.listed = listed
    }

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
