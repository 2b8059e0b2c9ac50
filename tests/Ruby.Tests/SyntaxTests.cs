using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Ruby.Tests;

/// <summary><c>cases/ruby/syntax</c>: programs that are none, and what is said about them.</summary>
public sealed class SyntaxTests
{
    public static TheoryData<string> Cases() => CaseFile.In("ruby/syntax");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_program_with_a_mistake_is_told_where_it_is(string name)
    {
        var @case = CaseFile.Read(name);
        var result = Parser.Parse(new SourceFile("main.rb", @case["main.rb"]!));
        @case.Expect(
            "diagnostics",
            result.Problem is { } problem ? DiagnosticRenderer.Render([problem]) : ""
        );
    }

    [Theory]
    [InlineData("x = 5\nx /2\nfoo /2/\n")]
    [InlineData("a, (b, *c), d = 1, [2, 3], 4\n")]
    [InlineData("puts [1, 2].map do |x| x end\n")]
    [InlineData("foo a: 1, 'b': 2, **c, &d\n")]
    [InlineData("x = <<~A + <<-'B'\n  one #{two}\n A\n  A\n B\n  B\n")]
    [InlineData("while x do y end until z\n")]
    [InlineData("def a=(b) = c\n")]
    [InlineData("class << self; attr_reader :x; end\n")]
    [InlineData("x ? y : z ? :a : ?b\n")]
    [InlineData("begin; 1; rescue A, *B => e; retry; else 2; ensure 3; end while x\n")]
    [InlineData("foo\n  .bar\n  # why\n  &.baz { |a, (b, c), *d, e: 1, **f, &g; h| a }\n")]
    [InlineData("->(x, y = 1) { x }.(2)\n")]
    [InlineData("%w[a b].each(&:c); %i(a b); %q{a {b}}; %r{/x/}mi\n")]
    [InlineData("x = if a then b else c end rescue d\n")]
    [InlineData("a &&= b ||= c; d[1] += 2; e.f ||= 3; G::H = 1\n")]
    [InlineData("return if x; raise Foo, 'x' unless y\n")]
    public void A_program_is_understood(string text) =>
        Assert.Null(Parser.Parse(new SourceFile("main.rb", text)).Problem?.Message);
}
