public import CAInterface

/// Looks at the tables of a CA. Source: "ICertView interface (certview.h)".
///
/// Every documented member is here under its name in Swift case. If the documented method returns a failure HRESULT, the Swift method throws a `CAError` whose
/// `status` is that HRESULT. Columns are named by their place in the schema of the table, from 0.
public protocol ICertView: AnyObject {
    /// First of all calls. Source: "ICertView::OpenConnection".
    func openConnection(_ config: String) async throws

    /// The columns of the table, or of the result. Source: "ICertView::EnumCertViewColumn".
    func enumCertViewColumn(_ kind: CertViewColumnKind) throws -> any IEnumCERTVIEWCOLUMN

    /// Source: "ICertView::GetColumnCount".
    func columnCount(_ kind: CertViewColumnKind) throws -> Int

    /// Names without regard to case; `Request.` leads to the request half. Source: "ICertView::GetColumnIndex".
    /// - Throws: `CAError` with 0x80070057 for a name that the table does not have.
    func columnIndex(_ kind: CertViewColumnKind, name: String) throws -> Int

    /// How many columns the result has, or one of the default sets ``CertViewDefault``. Source: "ICertView::SetResultColumnCount".
    func setResultColumnCount(_ count: Int) throws

    /// The next column of the result. Source: "ICertView::SetResultColumn".
    func setResultColumn(_ index: Int) throws

    /// A condition on a column, and at most one sort; all conditions hold. The indices −1, −2 and −3 mean pending, issued or revoked, and failed rows, and come
    /// alone. Source: "ICertView::SetRestriction".
    /// - Throws: `CAError` with 0x80070057 for a second sort, or a value that does not fit the column.
    func setRestriction(_ index: Int, operation: CertViewOperation, sort: CertViewSort, value: ColumnValue?) throws

    /// Source: "ICertView::OpenView".
    /// - Throws: `CAError` with 0x8000FFFF when a view is open, or before the result has its columns.
    func openView() async throws -> any IEnumCERTVIEWROW
}

/// Members that later systems added. Source: "ICertView2 interface (certview.h)".
public protocol ICertView2: ICertView {
    /// The table, before columns are named; requests at first. Source: "ICertView2::SetTable".
    func setTable(_ table: Int) throws
}

/// The rows of a view. Source: "IEnumCERTVIEWROW interface (certview.h)".
public protocol IEnumCERTVIEWROW: AnyObject {
    /// The index of the next row, from 1; −1 at the end, where the documented method returns S_FALSE. Source: "IEnumCERTVIEWROW::Next".
    func next() async throws -> Int
    /// The columns of the present row. Source: "IEnumCERTVIEWROW::EnumCertViewColumn".
    func enumCertViewColumn() throws -> any IEnumCERTVIEWCOLUMN
    /// The attributes of the present row's request. Source: "IEnumCERTVIEWROW::EnumCertViewAttribute".
    func enumCertViewAttribute(flags: Int) async throws -> any IEnumCERTVIEWATTRIBUTE
    /// The extensions of the present row's certificate. Source: "IEnumCERTVIEWROW::EnumCertViewExtension".
    func enumCertViewExtension(flags: Int) async throws -> any IEnumCERTVIEWEXTENSION
    /// Leaves rows out. Source: "IEnumCERTVIEWROW::Skip".
    func skip(_ count: Int) async throws
    /// Begins again. Source: "IEnumCERTVIEWROW::Reset".
    func reset()
    /// Another enumerator at the same place. Source: "IEnumCERTVIEWROW::Clone".
    func clone() -> any IEnumCERTVIEWROW
    /// The index of the last row. Source: "IEnumCERTVIEWROW::GetMaxIndex".
    /// - Throws: `CAError` with 0x8000FFFF before the end was reached.
    func maxIndex() throws -> Int
}

/// The columns of a table, of a result, or of a row. Source: "IEnumCERTVIEWCOLUMN interface (certview.h)".
public protocol IEnumCERTVIEWCOLUMN: AnyObject {
    /// The index of the next column, from 0; −1 at the end, where the documented method returns S_FALSE. Source: "IEnumCERTVIEWCOLUMN::Next".
    func next() -> Int
    /// Source: "IEnumCERTVIEWCOLUMN::GetName".
    func name() throws -> String
    /// The label that reports show. Source: "IEnumCERTVIEWCOLUMN::GetDisplayName".
    func displayName() throws -> String
    /// `PROPTYPE`. Source: "IEnumCERTVIEWCOLUMN::GetType".
    func type() throws -> Int
    /// Source: "IEnumCERTVIEWCOLUMN::IsIndexed".
    func isIndexed() throws -> Bool
    /// In bytes; 4 for a long, 8 for a date. Source: "IEnumCERTVIEWCOLUMN::GetMaxLength".
    func maxLength() throws -> Int
    /// The cell; nil, VT_EMPTY, where it is empty or the enumerator is not one of a row. Source: "IEnumCERTVIEWCOLUMN::GetValue".
    func value(_ flags: OutputFlags) throws -> CertViewValue?
    /// Source: "IEnumCERTVIEWCOLUMN::Skip".
    func skip(_ count: Int)
    /// Source: "IEnumCERTVIEWCOLUMN::Reset".
    func reset()
    /// Source: "IEnumCERTVIEWCOLUMN::Clone".
    func clone() -> any IEnumCERTVIEWCOLUMN
}

/// The attributes of one request. Source: "IEnumCERTVIEWATTRIBUTE interface (certview.h)".
public protocol IEnumCERTVIEWATTRIBUTE: AnyObject {
    /// The index of the next attribute, from 0; −1 at the end. Source: "IEnumCERTVIEWATTRIBUTE::Next".
    func next() -> Int
    /// Source: "IEnumCERTVIEWATTRIBUTE::GetName".
    func name() throws -> String
    /// Source: "IEnumCERTVIEWATTRIBUTE::GetValue".
    func value() throws -> String
    /// Source: "IEnumCERTVIEWATTRIBUTE::Skip".
    func skip(_ count: Int)
    /// Source: "IEnumCERTVIEWATTRIBUTE::Reset".
    func reset()
    /// Source: "IEnumCERTVIEWATTRIBUTE::Clone".
    func clone() -> any IEnumCERTVIEWATTRIBUTE
}

/// The extensions of one certificate. Source: "IEnumCERTVIEWEXTENSION interface (certview.h)".
public protocol IEnumCERTVIEWEXTENSION: AnyObject {
    /// The index of the next extension, from 0; −1 at the end. Source: "IEnumCERTVIEWEXTENSION::Next".
    func next() -> Int
    /// The dotted object identifier. Source: "IEnumCERTVIEWEXTENSION::GetName".
    func name() throws -> String
    /// 1 critical. Source: "IEnumCERTVIEWEXTENSION::GetFlags".
    func flags() throws -> Int
    /// The DER of the value. Source: "IEnumCERTVIEWEXTENSION::GetValue".
    /// - Throws: `CAError` with 0x80070057 for another type than binary, 3.
    func value(type: Int, _ flags: OutputFlags) throws -> EncodedBytes
    /// Source: "IEnumCERTVIEWEXTENSION::Skip".
    func skip(_ count: Int)
    /// Source: "IEnumCERTVIEWEXTENSION::Reset".
    func reset()
    /// Source: "IEnumCERTVIEWEXTENSION::Clone".
    func clone() -> any IEnumCERTVIEWEXTENSION
}

/// `CVRC_COLUMN_…`.
public enum CertViewColumnKind: Int, Sendable, Hashable {
    case schema = 0
    case result = 1
}

/// `CVR_SEEK_…`. Values are the documented ones.
public enum CertViewOperation: Int, Sendable, Hashable {
    case equal = 1
    case less = 2
    case lessOrEqual = 4
    case greaterOrEqual = 8
    case greater = 0x10
}

/// `CVR_SORT_…`.
public enum CertViewSort: Int, Sendable, Hashable {
    case none = 0
    case ascend = 1
    case descend = 2
}

/// `CV_COLUMN_…_DEFAULT`: default sets of columns, for ``ICertView/setResultColumnCount(_:)``.
public enum CertViewDefault: Int, Sendable, Hashable, CaseIterable {
    case queue = -1
    case issuedLog = -2
    case failedLog = -3
    case extensions = -4
    case attributes = -5
    case revocationLists = -6
    case revokedLog = -7
}
