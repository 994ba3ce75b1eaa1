/// What a request attribute does here: one row for each documented name.
///
/// Source: MS-WCCE §2.2.2.7.10 and §3.2.1.4.2.1.2.
package enum RequestAttributeEffect: String, Sendable, CaseIterable {
    /// It is read and decides as documented.
    case acts
    /// It can only end the validity earlier than the template does.
    case shortens
    /// It changes nothing, although it changes certificates elsewhere, and the answer says so.
    case ignored
    /// It is kept for the record and changes no certificate.
    case kept

    /// By the name in lowercase, without blanks and minus signs.
    package static let byName: [String: RequestAttributeEffect] = {
        var table: [String: RequestAttributeEffect] = [
            "certificatetemplate": .acts,
            // The text that a KEYGEN request signed.
            "challenge": .acts,
            "validityperiod": .shortens,
            "validityperiodunits": .shortens,
            "expirationdate": .shortens,
            // A name beside the request is nobody's word for it (ESC6), and purposes are the template's.
            "san": .ignored,
            "certificateusage": .ignored,
            // Counts in signed content alone.
            "requestername": .ignored,
            "certtype": .ignored,
            "certfile": .kept,
            "cdc": .kept, "rmd": .kept, "ccm": .kept, "cbm": .kept,
            "requestosversion": .kept, "requestcspprovider": .kept,
            "expectedchallenge": .kept,
            // RequestId names the request of a second step; the others are of flows that are not built.
            "requestid": .kept, "crlpartitionindex": .kept, "lintcertificate": .kept,
            "disposition": .kept,
            "upn": .kept,
        ]
        // The subject of a KEYGEN request; beside any other request they are kept.
        for name in KeygenSubject.types.keys { table[name] = .acts }
        return table
    }()
}
