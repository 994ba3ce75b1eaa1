import CertManagement
import HummingbirdCore
import WireProtocols

/// The two query parameters of the interface. Names are case-insensitive; other parameters are ignored.
struct CMRESTQuery {
    private let values: [String: String]

    init(_ uri: URI) {
        var values: [String: String] = [:]
        for (name, value) in uri.queryParameters { values[name.lowercased()] = String(value) }
        self.values = values
    }

    private func value(_ name: String) -> String? {
        guard let value = values[name]?.filter({ !$0.isWhitespace }), !value.isEmpty else { return nil }
        return value
    }

    /// True for `targetuser=current`, the only supported value.
    func onlyCurrentUser() throws(InputError) -> Bool {
        guard let word = value("targetuser") else { return false }
        guard word.lowercased() == "current" else { throw InputError("targetuser", "“\(word.prefix(60))”; only current is supported") }
        return true
    }

    func status() throws(InputError) -> RequestStatus? {
        guard let word = value("status") else { return nil }
        guard let status = RequestStatus(word: word) else {
            throw InputError(
                "status",
                "“\(word.prefix(60))”; Approved, Canceled, Completed, Denied, Executing, Failed, None or Pending expected"
            )
        }
        return status
    }

    /// The status of profiles to list: one that profiles have, or one that only requests have.
    enum ProfileStatusFilter {
        case profile(ProfileStatus)
        case nothing
    }

    func profileStatus() throws(InputError) -> ProfileStatusFilter? {
        guard let word = value("status") else { return nil }
        if let status = ProfileStatus(word: word) { return .profile(status) }
        guard RequestStatus(word: word) != nil else {
            throw InputError("status", "“\(word.prefix(60))”; New, Active, Disabled, Suspended or Retired expected")
        }
        return .nothing
    }
}
