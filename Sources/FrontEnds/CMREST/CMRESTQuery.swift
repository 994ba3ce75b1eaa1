import CertManagement
import HummingbirdCore
import PortableFoundation
import WireProtocols

/// The query parameters of the interface. Names are case-insensitive; other parameters are ignored.
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

    // MARK: Cards

    /// The GUID on the chip; nil when it was not sent.
    func cardID() throws(InputError) -> UUID? {
        guard let text = value("cardid") else { return nil }
        guard let id = GUIDText.read(text) else { throw InputError("cardid", "“\(text.prefix(60))” is not a GUID") }
        return id
    }

    func requiredCardID() throws(InputError) -> UUID {
        guard let id = try cardID() else { throw InputError("cardid", "missing; the GUID of the card expected") }
        return id
    }

    /// Nothing is done with it but that it must be readable.
    func checkATR() throws(InputError) { _ = try CardText.atr(value("atr") ?? "") }

    func challenge() throws(InputError) -> [UInt8] {
        guard let text = values["challenge"], !text.isEmpty else {
            throw InputError("challenge", "missing; base64 of the card's challenge expected")
        }
        return try CardText.challenge(text)
    }

    func isDiversified() throws(InputError) -> Bool {
        guard let text = value("diversified") else {
            throw InputError("diversified", "missing; true or false expected: whether the card has a key of its own now")
        }
        return try CardText.boolean(text, part: "diversified")
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
