import CAInterface
import PKIFormats

/// The algorithms of a provider. Source: "ICspAlgorithms interface".
public final class CspAlgorithms: ObjectCollection<CspAlgorithm> {
    public override init(_ elements: [CspAlgorithm] = []) { super.init(elements) }

    /// The algorithm of that name, in any case. Source: "ICspAlgorithms::get_ItemByName".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByName(_ name: String) throws -> CspAlgorithm {
        try itemByIndex(try index(of: "algorithm \(name)") { $0.name.lowercased() == name.lowercased() })
    }

    /// The place of the algorithm with that identifier. Source: "ICspAlgorithms::get_IndexByObjectId".
    /// - Throws: `CAError` with 0x80092004 when there is none, 0x80040007 when the identifier is not initialized.
    public func indexByObjectId(_ objectId: ObjectId) throws -> Int {
        let oid = try objectId.oid
        return try index(of: "algorithm \(oid.dotted)") { algorithm in
            [0, 128, 192, 256].contains { (try? algorithm.algorithmOid($0).oid) == oid }
        }
    }
}
