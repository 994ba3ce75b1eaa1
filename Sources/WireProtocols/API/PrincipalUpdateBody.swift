package import PKIDirectory

/// `PATCH /api/v1/principals/{name}`: any subset of its members. An absent member leaves the attribute as it is, null clears it.
package struct PrincipalUpdateBody: Hashable, Sendable {
    package var update: PrincipalUpdate

    package init(_ update: PrincipalUpdate) { self.update = update }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        guard !object.isNull("enabled") else {
            throw BodyError(field: "enabled", value: "null", reason: "the member enabled must be true or false and is null")
        }
        update = PrincipalUpdate(
            enabled: try object.optionalFlag("enabled"),
            mail: try Self.change("mail", in: &object),
            userPrincipalName: try Self.change("upn", in: &object),
            dnsHostName: try Self.change("dns", in: &object),
            displayName: try Self.change("displayName", in: &object)
        )
        try object.finish()
    }

    private static func change(_ name: String, in object: inout JSONObject) throws(BodyError) -> PrincipalUpdate.Change {
        if object.isNull(name) { return .clear }
        guard let text = try object.optionalText(name) else { return .keep }
        return .set(text)
    }
}

extension PrincipalUpdateBody: Encodable {
    private enum Member: String, CodingKey { case enabled, mail, upn, dns, displayName }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Member.self)
        try object.encodeIfPresent(update.enabled, forKey: .enabled)
        for (member, change) in [
            (Member.mail, update.mail), (.upn, update.userPrincipalName), (.dns, update.dnsHostName), (.displayName, update.displayName),
        ] {
            switch change {
            case .keep: break
            case .clear: try object.encodeNil(forKey: member)
            case .set(let text): try object.encode(text, forKey: member)
            }
        }
    }
}
