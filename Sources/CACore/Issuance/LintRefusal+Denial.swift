import CAInterface
import PKIFormats

extension LintRefusal {
    /// The denial of a request that cannot be certified; nil when a fault is the authority's own, because no request can mend that.
    ///
    /// Policy judges names and keys before anything is composed, and explains more. This covers faults that appear only when the parts are together, such
    /// as the size of the whole.
    package var denial: Denial? {
        let causes = faults.compactMap(\.cause)
        guard let first = causes.first, causes.count == faults.count else { return nil }
        let text = faults.prefix(4).map(\.description).joined(separator: "; ")
        let more = faults.count > 4 ? "; and \(faults.count - 4) more" : ""
        return Denial(
            .certsrvBadRequestSubject,
            rule: faults[0].rule,
            field: first.field,
            value: first.value,
            text: "The certificate cannot be made: \(text)\(more).",
            remedy: first.remedy
        )
    }
}
