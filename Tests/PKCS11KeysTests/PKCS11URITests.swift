import PKIFormats
import Testing

@Suite("PKCS #11 URIs")
struct PKCS11URITests {
    @Test(
        "a URI is read, and written in its canonical form",
        arguments: [
            ("pkcs11:token=chancery;object=issuing-0", "pkcs11:token=chancery;object=issuing-0"),
            ("pkcs11:object=issuing-0;token=chancery", "pkcs11:token=chancery;object=issuing-0"),
            ("PKCS11:token=My%20HSM", "pkcs11:token=My%20HSM"),
            (
                "pkcs11:serial=01;manufacturer=Snake%20Oil%2C%20Inc.;model=v1",
                "pkcs11:manufacturer=Snake%20Oil%2C%20Inc.;serial=01;model=v1"
            ),
            ("pkcs11:slot-id=7;id=%01%ab;type=private", "pkcs11:slot-id=7;id=%01%AB;type=private"),
            ("pkcs11:id=ab", "pkcs11:id=%61%62"),
            (
                "pkcs11:token=a?pin-source=file:/etc/pin&module-path=/usr/lib/x.so",
                "pkcs11:token=a?module-path=/usr/lib/x.so&pin-source=file:/etc/pin"
            ),
            ("pkcs11:token=a?pin-source=file:///etc/pin", "pkcs11:token=a?pin-source=file:/etc/pin"),
            ("pkcs11:token=a?pin-source=/etc/my%20pin", "pkcs11:token=a?pin-source=file:/etc/my%20pin"),
            ("pkcs11:token=a?module-name=softhsm2", "pkcs11:token=a?module-name=softhsm2"),
            ("pkcs11:", "pkcs11:"),
        ]
    )
    func reads(_ text: String, _ canonical: String) throws {
        let uri = try PKCS11URI(text)
        #expect(uri.description == canonical)
        #expect(try PKCS11URI(canonical) == uri)
    }

    @Test(
        "a text that is no such URI, or is not understood whole, is refused with the reason",
        arguments: [
            ("", "does not begin"), ("http://x", "does not begin"), ("pkcs11:token", "without “=”"), ("pkcs11:token=", "empty"),
            ("pkcs11:token=a;token=b", "twice"), ("pkcs11:token=%zz", "badly encoded"), ("pkcs11:token=a%00b", "badly encoded"),
            ("pkcs11:token=a%0Ab", "control character"), ("pkcs11:slot-id=x", "no number"), ("pkcs11:type=key", "type of object"),
            ("pkcs11:colour=red", "colour, which is not known"), ("pkcs11:id=", "empty id"), ("pkcs11:id=%1", "badly encoded"),
            ("pkcs11:token=a?module-path=x.so", "absolute path"), ("pkcs11:token=a?module-name=../x", "is a path"),
            ("pkcs11:token=a?pin-source=|/bin/pin", "is a program"), ("pkcs11:token=a?pin-source=pin", "absolute path"),
            ("pkcs11:token=a?x=y", "not known"),
        ]
    )
    func refuses(_ text: String, _ reason: String) {
        #expect { try PKCS11URI(text) } throws: { "\($0)".contains(reason) }
    }

    @Test("a PIN in a URI is refused, and the reason does not repeat it")
    func pinValue() {
        #expect { try PKCS11URI("pkcs11:token=a?pin-value=54321") } throws: { error in
            "\(error)".contains("holds a PIN") && !"\(error)".contains("54321")
        }
    }

    @Test("what a URI does not say about a token matches every token")
    func matches() throws {
        let present = try PKCS11URI("pkcs11:token=chancery;serial=12;manufacturer=Maker;model=M")
        for text in ["pkcs11:", "pkcs11:token=chancery", "pkcs11:serial=12;model=M", "pkcs11:token=chancery;object=other"] {
            #expect(try PKCS11URI(text).describesToken(of: present), "\(text)")
        }
        for text in ["pkcs11:token=Chancery", "pkcs11:token=chancery;serial=13", "pkcs11:slot-id=1"] {
            #expect(try !PKCS11URI(text).describesToken(of: present), "\(text)")
        }
    }
}
