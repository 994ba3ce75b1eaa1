import PortableFoundation
import PKIFormats

/// A value stored whole, as JSON. It is read and written as one, and never searched by its parts. `StoredDocuments.swift` lists the kinds.
///
/// The text is `{"form":1,"value":{…}}`. A new property does not change the form: the kind's `init(from:)` gives its value in older documents.
/// The form number grows when older programs would misunderstand the document and so must not read it.
protocol StoredDocument: Codable {
    static var document: DocumentKind { get }
}

/// A kind of document, from the list in `StoredDocuments.swift`.
struct DocumentKind: Sendable {
    /// The name in errors.
    let name: String
    /// The form that this program writes. It reads every form from 1 to this one.
    let form: Int

    init(_ name: String, form: Int) {
        self.name = name
        self.form = form
    }
}

enum Document {
    private struct Form: Decodable {
        let form: Int
    }

    private struct Envelope<Value: StoredDocument>: Codable {
        let form: Int
        let value: Value
    }

    static func text<Value: StoredDocument>(_ value: Value) throws -> String {
        try CanonicalJSON.text(Envelope(form: Value.document.form, value: value))
    }

    /// - Throws: `StoreError` for a document of a newer program, and for one that cannot be read.
    static func value<Value: StoredDocument>(_ type: Value.Type, from text: String) throws -> Value {
        let data = Data(text.utf8)
        do {
            let envelope = try JSONDecoder().decode(Envelope<Value>.self, from: data)
            if (1...Value.document.form).contains(envelope.form) { return envelope.value }
            throw newer(envelope.form, type)
        } catch let error as DecodingError {
            // A newer form may not even decode, so check it before the document is called damaged.
            if let form = try? JSONDecoder().decode(Form.self, from: data).form, form > Value.document.form { throw newer(form, type) }
            throw StoreError("a stored \(Value.document.name) cannot be read (\(error)); the database is damaged: restore a backup")
        }
    }

    private static func newer<Value: StoredDocument>(_ form: Int, _ type: Value.Type) -> StoreError {
        StoreError(
            "a stored \(Value.document.name) has form \(form), this program knows forms up to \(Value.document.form): it was written by a newer version; start that version, or restore an older backup"
        )
    }
}
