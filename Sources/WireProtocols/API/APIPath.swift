package import CAInterface

/// The paths of `/api/v1`, both ways: clients write them, the server reads them. Segments are percent-decoded once, after the path is split.
package enum APIPath: Hashable, Sendable {
    case openAPI
    case authorities
    case requests(authority: String)
    case request(authority: String, RequestID)
    /// The whole row with its documented columns.
    case requestRecord(authority: String, RequestID)
    case act(authority: String, RequestID, OfficerAct)
    case certificates(authority: String)
    case certificate(authority: String, serial: String)
    case revocation(authority: String, serial: String)
    case revocationLists(authority: String)
    case property(authority: String, CAPropertyID)
    case settings(authority: String)
    case templates
    case template(name: String)
    case principals
    case principal(name: String)
    case password(principal: String)
    case groups
    case members(group: String)
    case member(group: String, name: String)

    /// What an officer may do with a request by `POST`.
    package enum OfficerAct: String, Hashable, Sendable, CaseIterable { case approve, deny, resubmit }

    package static let prefix = "/api/v1/"

    /// Percent-encoded, without query.
    package var path: String {
        func of(_ authority: String, _ rest: String) -> String { "\(Self.prefix)authorities/\(PercentEncoding.encode(authority))/\(rest)" }
        return switch self {
        case .openAPI: Self.prefix + "openapi.json"
        case .authorities: Self.prefix + "authorities"
        case .requests(let ca): of(ca, "requests")
        case .request(let ca, let id): of(ca, "requests/\(id)")
        case .requestRecord(let ca, let id): of(ca, "requests/\(id)/record")
        case .act(let ca, let id, let act): of(ca, "requests/\(id)/\(act.rawValue)")
        case .certificates(let ca): of(ca, "certificates")
        case .certificate(let ca, let serial): of(ca, "certificates/\(PercentEncoding.encode(serial))")
        case .revocation(let ca, let serial): of(ca, "certificates/\(PercentEncoding.encode(serial))/revoke")
        case .revocationLists(let ca): of(ca, "revocation-lists")
        case .property(let ca, let id): of(ca, "properties/\(id.rawValue)")
        case .settings(let ca): of(ca, "settings")
        case .templates: Self.prefix + "templates"
        case .template(let name): Self.prefix + "templates/\(PercentEncoding.encode(name))"
        case .principals: Self.prefix + "principals"
        case .principal(let name): Self.prefix + "principals/\(PercentEncoding.encode(name))"
        case .password(let name): Self.prefix + "principals/\(PercentEncoding.encode(name))/password"
        case .groups: Self.prefix + "groups"
        case .members(let group): Self.prefix + "groups/\(PercentEncoding.encode(group))/members"
        case .member(let group, let name):
            Self.prefix + "groups/\(PercentEncoding.encode(group))/members/\(PercentEncoding.encode(name))"
        }
    }

    /// The methods the path answers to, as an `Allow` field lists them.
    package var methods: [String] {
        switch self {
        case .requests, .principals, .groups, .revocationLists: ["GET", "POST"]
        case .act, .revocation, .password: ["POST"]
        case .principal, .settings: ["GET", "PATCH"]
        case .member: ["PUT", "DELETE"]
        default: ["GET"]
        }
    }

    /// The path names one row; whether it exists is not for everybody to know.
    package var namesRow: Bool {
        switch self {
        case .request, .requestRecord, .act, .certificate, .revocation: true
        default: false
        }
    }

    /// Reads a percent-encoded path without query.
    /// - Returns: nil when there is no such path.
    /// - Throws: `UnreadableBody` when a segment should be a number and is not, or its encoding is broken.
    package init?(path: String) throws(UnreadableBody) {
        guard path.utf8.starts(with: Self.prefix.utf8) else { return nil }
        var segments: [String] = []
        segments.reserveCapacity(5)
        var rest = path.utf8.dropFirst(Self.prefix.utf8.count)[...]
        var isLast = false
        while !isLast {
            let slash = rest.firstIndex(of: UInt8(ascii: "/"))
            let raw = Substring(rest[..<(slash ?? rest.endIndex)])
            if let slash { rest = rest[rest.index(after: slash)...] } else { isLast = true }
            guard let segment = PercentEncoding.decode(raw) else {
                throw UnreadableBody(
                    field: "path",
                    value: String(raw),
                    reason: "the path segment \(raw) is not valid percent-encoded UTF-8"
                )
            }
            guard !segment.isEmpty else { return nil }
            segments.append(segment)
        }
        switch (segments.first, segments.count) {
        case ("openapi.json", 1): self = .openAPI
        case ("authorities", 1): self = .authorities
        case ("authorities", 3...):
            guard let path = try Self.ofAuthority(segments[1], segments[2...]) else { return nil }
            self = path
        case ("templates", 1): self = .templates
        case ("templates", 2): self = .template(name: segments[1])
        case ("principals", 1): self = .principals
        case ("principals", 2): self = .principal(name: segments[1])
        case ("principals", 3) where segments[2] == "password": self = .password(principal: segments[1])
        case ("groups", 1): self = .groups
        case ("groups", 3) where segments[2] == "members": self = .members(group: segments[1])
        case ("groups", 4) where segments[2] == "members": self = .member(group: segments[1], name: segments[3])
        default: return nil
        }
    }

    private static func ofAuthority(_ ca: String, _ rest: ArraySlice<String>) throws(UnreadableBody) -> APIPath? {
        let rest = Array(rest)
        switch (rest[0], rest.count) {
        case ("requests", 1): return .requests(authority: ca)
        case ("requests", 2): return .request(authority: ca, try requestID(rest[1]))
        case ("requests", 3) where rest[2] == "record": return .requestRecord(authority: ca, try requestID(rest[1]))
        case ("requests", 3):
            guard let act = OfficerAct(rawValue: rest[2]) else { return nil }
            return .act(authority: ca, try requestID(rest[1]), act)
        case ("certificates", 1): return .certificates(authority: ca)
        case ("certificates", 2): return .certificate(authority: ca, serial: rest[1])
        case ("certificates", 3) where rest[2] == "revoke": return .revocation(authority: ca, serial: rest[1])
        case ("revocation-lists", 1): return .revocationLists(authority: ca)
        case ("properties", 2):
            guard let id = Int32(rest[1]) else {
                throw UnreadableBody(field: "id", value: rest[1], reason: "the property id \(rest[1]) is not a whole number")
            }
            return .property(authority: ca, CAPropertyID(id))
        case ("settings", 1): return .settings(authority: ca)
        default: return nil
        }
    }

    private static func requestID(_ text: String) throws(UnreadableBody) -> RequestID {
        guard let id = Int(text) else {
            throw UnreadableBody(field: "requestId", value: text, reason: "the request id \(text) is not a whole number")
        }
        return RequestID(id)
    }
}
