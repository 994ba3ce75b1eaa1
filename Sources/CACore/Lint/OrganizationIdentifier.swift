/// `NTRGB-12345678`, `NTRUS+CA-12345678`, `LEIXG-…`, `GOVUS+CA`, `INTXG`. Source: S/MIME BR §7.1.4.2.2 d and Appendix A.
struct OrganizationIdentifier {
    /// `XG` for schemes of the world.
    let country: String

    init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let head = parts[0].split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard head[0].count == 5 else { return nil }
        let scheme = head[0].prefix(3)
        country = String(head[0].suffix(2))
        let hasReference = parts.count == 2 && !parts[1].isEmpty
        if head.count == 2 {
            guard ["NTR", "GOV"].contains(scheme), (1...3).contains(head[1].count),
                head[1].allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) })
            else { return nil }
        }
        switch scheme {
        case "NTR", "PSD", "VAT": guard CountryCode.all.contains(country), hasReference else { return nil }
        case "LEI": guard country == "XG", hasReference else { return nil }
        case "GOV": guard CountryCode.all.contains(country), parts.count == 1 else { return nil }
        case "INT": guard country == "XG", parts.count == 1 else { return nil }
        default: return nil
        }
    }
}
