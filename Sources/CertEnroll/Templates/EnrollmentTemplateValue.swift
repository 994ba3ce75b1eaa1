/// The value of a property of a template, as a VARIANT of the documented type holds it.
public enum EnrollmentTemplateValue {
    /// BSTR
    case text(String)
    /// An array of BSTR.
    case texts([String])
    /// VT_I4, as from Windows 8.1; flags above 0x7FFFFFFF are negative.
    case number(Int32)
    /// VT_UI8: seconds.
    case seconds(UInt64)
    case objectID(ObjectId)
    case objectIDs(ObjectIds)
    case extensions(X509Extensions)

    /// The text of a text.
    public var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The texts of an array.
    public var texts: [String]? { if case .texts(let texts) = self { texts } else { nil } }
    /// The number of a number.
    public var number: Int32? { if case .number(let number) = self { number } else { nil } }
    /// The seconds of a period.
    public var seconds: UInt64? { if case .seconds(let seconds) = self { seconds } else { nil } }
    /// The object identifier.
    public var objectID: ObjectId? { if case .objectID(let oid) = self { oid } else { nil } }
    /// The object identifiers.
    public var objectIDs: ObjectIds? { if case .objectIDs(let oids) = self { oids } else { nil } }
    /// The extensions.
    public var extensions: X509Extensions? { if case .extensions(let extensions) = self { extensions } else { nil } }
}
