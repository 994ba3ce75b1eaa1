package import PKIDirectory
import PKIFormats

/// `POST /api/v1/principals`.
package struct NewPrincipalBody: Hashable, Sendable, Codable {
    package var name: String
    /// `user` or `machine`; `user` when absent.
    package var kind: String?
    package var commonName: String?
    package var displayName: String?
    package var mail: String?
    package var upn: String?
    package var dns: String?
    /// Names of existing groups.
    package var groups: [String]?
    package var password: String?

    package init(
        name: String,
        kind: String? = nil,
        commonName: String? = nil,
        displayName: String? = nil,
        mail: String? = nil,
        upn: String? = nil,
        dns: String? = nil,
        groups: [String]? = nil,
        password: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.commonName = commonName
        self.displayName = displayName
        self.mail = mail
        self.upn = upn
        self.dns = dns
        self.groups = groups
        self.password = password
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        self.init(
            name: try object.text("name"),
            kind: try object.optionalText("kind"),
            commonName: try object.optionalText("commonName"),
            displayName: try object.optionalText("displayName"),
            mail: try object.optionalText("mail"),
            upn: try object.optionalText("upn"),
            dns: try object.optionalText("dns"),
            groups: try object.optionalTexts("groups"),
            password: try object.optionalText("password")
        )
        try object.finish()
    }

    package func newPrincipal() throws(BodyError) -> NewPrincipal {
        let word = kind ?? "user"
        guard let kind = Principal.Kind(rawValue: word), kind == .user || kind == .machine else {
            throw BodyError(field: "kind", value: word, reason: "kind is \(word); it must be user or machine")
        }
        return NewPrincipal(
            name: name,
            kind: kind,
            commonName: commonName,
            displayName: displayName,
            mail: mail,
            userPrincipalName: upn,
            dnsHostName: dns,
            groups: groups ?? [],
            password: password.map { Array($0.utf8) }
        )
    }
}
