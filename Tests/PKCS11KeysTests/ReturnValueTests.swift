import PKCS11Keys
import Testing

@Suite("Return values of modules")
struct ReturnValueTests {
    @Test("every return value has a symbol and a sentence, and unknown ones show their number")
    func names() {
        for name in ReturnValue.names {
            #expect(name.symbol.hasPrefix("CKR_"))
            #expect(name.meaning.hasSuffix("."), "\(name.symbol)")
            #expect(name.value.description == "\(name.meaning.dropLast()) (\(name.symbol))")
        }
        #expect(ReturnValue.pinIncorrect.rawValue == 0xA0)
        #expect(ReturnValue(0x8000_0001).description == "The module answered 0x80000001")
    }
}
