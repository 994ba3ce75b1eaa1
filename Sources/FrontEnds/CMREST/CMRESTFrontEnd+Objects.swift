import CertManagement
import PKIFormats
import WireProtocols

/// Profiles, their operations, and certificates.
extension CMRESTFrontEnd {
    func response(toObjects route: CMRESTRoute, _ query: CMRESTQuery, _ management: BoundManagement) async throws -> CMRESTResponse {
        switch route {
        case .profiles:
            _ = try query.onlyCurrentUser()
            var rows = CMRESTRows()
            guard let status = try query.profileStatus() else {
                try await management.profiles(status: nil) { rows.add(ProfileBody($0).json) }
                return list(rows)
            }
            // The page's own list of words has the statuses of requests, which no profile has.
            if case .profile(let status) = status { try await management.profiles(status: status) { rows.add(ProfileBody($0).json) } }
            return list(rows)
        case .profile(let id): return object(try await management.visibleProfile(id).map { ProfileBody($0).json })
        case .requestProfiles(let id):
            return object(try await management.profiles(ofRequest: id).map { .array($0.map { ProfileBody($0).json }) })
        case .requestProfile(let id, let wanted):
            let profile = try await management.profiles(ofRequest: id)?.first { $0.profile.id == wanted }
            return object(profile.map { ProfileBody($0).json })
        case .profileOperations(let id): return object(try await management.operations(ofProfile: id).map { .strings($0.map(\.word)) })
        case .smartcardOperations(let id): return object(try await management.operations(ofSmartcard: id).map { .strings($0.map(\.word)) })
        case .profileCertificates(let id):
            return object(try await management.certificates(ofProfile: id).map { .array($0.map { HeldCertificateBody($0).json }) })
        case .smartcardCertificates(let id):
            return object(try await management.certificates(ofSmartcard: id).map { .array($0.map { HeldCertificateBody($0).json }) })
        default:
            var rows = CMRESTRows()
            try await management.certificates { rows.add(HeldCertificateBody($0).json) }
            return list(rows)
        }
    }
}
