/// ETSI EN 319 412-5 §4.3.2
///
///     MonetaryValue ::= SEQUENCE { currency Iso4217CurrencyCode, amount INTEGER, exponent INTEGER }
///     Iso4217CurrencyCode ::= CHOICE { alphabetic PrintableString (SIZE (3)), numeric INTEGER (1..999) }
public struct QCMonetaryValue: Hashable, Sendable {
    /// A currency of ISO 4217.
    public enum Currency: Hashable, Sendable {
        /// Three letters, for example `EUR`.
        case alphabetic(String)
        /// The number, for example 978.
        case numeric(Int)
    }

    /// The currency.
    public let currency: Currency

    /// The digits of the amount.
    public let amount: Int

    /// The amount is `amount` times ten to this power.
    public let exponent: Int

    /// Creates a value; letters of a currency other than those of PrintableString make it unreadable for others.
    public init(currency: Currency, amount: Int, exponent: Int) {
        self.currency = currency
        self.amount = amount
        self.exponent = exponent
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "MonetaryValue")
        let code = try fields.next("currency")
        currency = code.tag == .integer ? .numeric(try code.integer()) : .alphabetic(try QCStatement.printable(code))
        amount = try fields.next("amount").integer()
        exponent = try fields.next("exponent").integer()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            switch currency {
            case .alphabetic(let code): writer.writePrintableString(code)
            case .numeric(let number): writer.writeInteger(number)
            }
            writer.writeInteger(amount)
            writer.writeInteger(exponent)
        }
    }
}
