/// The places where the SQL of the two databases differs. All other SQL is written once.
enum Dialect: Sendable {
    case sqlite
    case postgreSQL

    /// A column or value for comparison without the case of ASCII letters. SQLite's columns of names compare so by themselves.
    func folded(_ expression: String) -> String {
        switch self {
        case .sqlite: expression
        // The columns of names fold ASCII only, by their collation; a parameter has none of its own.
        case .postgreSQL: expression == "?" ? "lower(? COLLATE \"C\")" : "lower(\(expression))"
        }
    }

    /// The same in a view, whose columns have no such collation.
    func foldedForView(_ expression: String) -> String {
        switch self {
        case .sqlite: expression + " COLLATE NOCASE"
        case .postgreSQL: "lower(\(expression) COLLATE \"C\")"
        }
    }

    /// Zero octets.
    var noOctets: String {
        switch self {
        case .sqlite: "x''"
        case .postgreSQL: "''::bytea"
        }
    }

    /// A member of the value in a document, as text.
    func member(_ name: String) -> String {
        switch self {
        case .sqlite: "json_extract(document, '$.value.\(name)')"
        case .postgreSQL: "(document #>> '{value,\(name)}')"
        }
    }

    /// A member of the value in a document, as a number.
    func number(_ name: String) -> String {
        switch self {
        case .sqlite: "json_extract(document, '$.value.\(name)')"
        case .postgreSQL: "((document #>> '{value,\(name)}')::double precision)"
        }
    }

    /// Octets that are the UTF-8 of a text, as that text. PostgreSQL's texts cannot hold U+0000, which becomes U+FFFD there.
    func text(ofOctets column: String) -> String {
        switch self {
        case .sqlite: "CAST(\(column) AS TEXT)"
        case .postgreSQL: "octet_text(\(column))"
        }
    }

    /// The same where it is only shown: PostgreSQL gives the octets, which are read as the text that they are.
    func shownText(ofOctets column: String) -> String { self == .sqlite ? text(ofOctets: column) : column }

    /// Keeps the rows of a SELECT as they are until the transaction ends. SQLite has one writer, so that nobody could change them.
    var lockingRows: String {
        switch self {
        case .sqlite: ""
        // No mere share: whoever changes the row afterwards would wait for others who do the same.
        case .postgreSQL: " FOR NO KEY UPDATE"
        }
    }

    /// In an UPDATE of a mail: nobody sends it any more. With SQLite the process remembers which mails it sends.
    var givingMailBack: String {
        switch self {
        case .sqlite: ""
        case .postgreSQL: ", taken_until = NULL"
        }
    }

    /// Keeps SQLite from seeking by an expression; PostgreSQL chooses by its statistics.
    var withoutSeeking: String {
        switch self {
        case .sqlite: "+"
        case .postgreSQL: ""
        }
    }
}
