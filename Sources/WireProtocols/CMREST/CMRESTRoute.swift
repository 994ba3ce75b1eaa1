package import PortableFoundation

/// The call of the interface for a method and a path below `/CertificateManagement/api/v1.0`.
///
/// Source: the controller table of "Certificate Management REST API service details", with the variants its pages show.
package enum CMRESTRoute: Hashable, Sendable {
    case profileTemplates
    case profileTemplate(UUID)
    /// The workflow's word as sent.
    case policy(UUID, workflow: String)
    case createRequest
    case requests
    case request(UUID)
    case setStatus(UUID)
    case generationOptions(UUID)
    case certificateData(UUID)
    case profiles
    case profile(UUID)
    /// Of a request.
    case requestProfiles(UUID)
    case requestProfile(UUID, profile: UUID)
    case profileOperations(UUID)
    case smartcardOperations(UUID)
    case profileCertificates(UUID)
    case smartcardCertificates(UUID)
    case certificates

    /// The result of looking up a path.
    package enum Match: Hashable, Sendable {
        case route(CMRESTRoute)
        /// The route exists, with other methods.
        case methodNotAllowed([String])
        /// A documented route that this version does not serve.
        case notServed
        case unknown
        case malformed(InputError)
    }

    /// - Parameters:
    ///   - method: upper case.
    ///   - segments: percent-decoded, below the base path; empty ones (a trailing slash) are ignored.
    package static func match(method: String, segments: [String]) -> Match {
        let parts = segments.filter { !$0.isEmpty }
        let words = parts.map { $0.lowercased() }
        func only(_ routes: [String: (UUID) -> CMRESTRoute], id text: String) -> Match {
            guard let make = routes[method] else { return .methodNotAllowed(routes.keys.sorted()) }
            guard let id = GUIDText.read(text) else {
                return .malformed(InputError("id", "“\(text.prefix(60))” in the path is not a GUID"))
            }
            return .route(make(id))
        }
        func only(_ routes: [String: CMRESTRoute]) -> Match {
            routes[method].map { .route($0) } ?? .methodNotAllowed(routes.keys.sorted())
        }
        switch (words.first, words.count) {
        case ("profiletemplates", 1): return only(["GET": .profileTemplates])
        case ("profiletemplates", 2): return only(["GET": { .profileTemplate($0) }], id: parts[1])
        case ("profiletemplates", 4) where words[2] == "policies":
            return only(["GET": { .policy($0, workflow: parts[3]) }], id: parts[1])
        case ("profiletemplates", 5) where words[2] == "policy" && words[3] == "workflow":
            return only(["GET": { .policy($0, workflow: parts[4]) }], id: parts[1])
        case ("requests", 1): return only(["GET": .requests, "POST": .createRequest])
        case ("requests", 2): return only(["GET": { .request($0) }, "PUT": { .setStatus($0) }], id: parts[1])
        case ("requests", 3) where words[2] == "certificaterequestgenerationoptions":
            return only(["GET": { .generationOptions($0) }], id: parts[1])
        case ("requests", 3) where words[2] == "certificatedata":
            return only(["POST": { .certificateData($0) }], id: parts[1])
        case ("profiles", 1): return only(["GET": .profiles])
        case ("profiles", 2): return only(["GET": { .profile($0) }], id: parts[1])
        case ("profiles", 3) where words[2] == "operations": return only(["GET": { .profileOperations($0) }], id: parts[1])
        case ("profiles", 3) where words[2] == "certificates": return only(["GET": { .profileCertificates($0) }], id: parts[1])
        case ("smartcards", 3) where words[2] == "operations": return only(["GET": { .smartcardOperations($0) }], id: parts[1])
        case ("smartcards", 3) where words[2] == "certificates": return only(["GET": { .smartcardCertificates($0) }], id: parts[1])
        case ("certificates", 1): return only(["GET": .certificates])
        case ("requests", 3) where words[2] == "profiles": return only(["GET": { .requestProfiles($0) }], id: parts[1])
        case ("requests", 4) where words[2] == "profiles":
            guard method != "GET" || GUIDText.read(parts[3]) != nil else {
                return .malformed(InputError("id", "“\(parts[3].prefix(60))” in the path is not a GUID"))
            }
            let profile = GUIDText.read(parts[3]) ?? UUID()
            return only(["GET": { .requestProfile($0, profile: profile) }], id: parts[1])
        default: return isDocumented(words) ? .notServed : .unknown
        }
    }

    /// The documented routes of smart cards.
    private static func isDocumented(_ words: [String]) -> Bool {
        switch words.first {
        case "smartcards":
            words.count == 1 || words.count == 2
                || (words.count == 3 && words[2] == "serverproposedpin")
        case "profiletemplates": words.count == 4 && words[2] == "configuration" && words[3] == "smartcards"
        case "requests":
            words.count == 4 && words[2] == "smartcards"
                || words.count == 5 && words[2] == "smartcards"
                    && ["diversifiedkey", "authenticationresponse", "serverproposedpin"].contains(words[4])
        default: false
        }
    }
}
