import CAInterface

extension OCSPSettingsUpdate {
    /// The member `ocsp` of settings: any subset of its members.
    init(_ members: JSONObject) throws(BodyError) {
        var object = members
        self.init(
            inCertificates: try object.optionalFlag("inCertificates"),
            mode: try object.optionalWord("mode", of: OCSPSettings.Mode.self),
            validitySeconds: try object.optionalNumber("validitySeconds"),
            neverIssued: try object.optionalWord("neverIssued", of: OCSPSettings.NeverIssued.self),
            signerKey: try object.optionalWord("signerKey", of: OCSPSettings.SignerKey.self),
            signerValiditySeconds: try object.optionalNumber("signerValiditySeconds"),
            authorityKeySigns: try object.optionalFlag("authorityKeySigns"),
            archiveSeconds: try object.optionalNumber("archiveSeconds")
        )
        try object.finish()
    }
}

extension JSONObject {
    /// One of a few words.
    fileprivate mutating func optionalWord<Word: RawRepresentable & CaseIterable>(_ name: String, of: Word.Type) throws(BodyError) -> Word?
    where Word.RawValue == String {
        guard let text = try optionalText(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw BodyError(field: name, value: String(text.prefix(60)), reason: "the member \(name) must be one of: \(words)")
        }
        return word
    }
}
