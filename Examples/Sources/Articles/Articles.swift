/// The code of the libraries' articles is compiled, and run by nobody.
@main
enum Articles {
    static func main() { print("This is the code of the libraries' articles. It is compiled here, and not run.") }
}
