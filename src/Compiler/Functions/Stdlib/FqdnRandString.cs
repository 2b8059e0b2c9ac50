using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class FqdnRandString() : LegacyFunction("fqdn_rand_string", -2)
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Integer, String] length, Optional[String] charset?, Any seed*)"];

    public override string Doc =>
        """
            A string of random characters, the same each time on the same node. They are letters and digits,
            or those given; further arguments are a seed.

                fqdn_rand_string(7).length # => 7
            """;

    private const string DigitsAndLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        CheckArguments(invocation, arguments);
        return Pick(invocation, arguments);
    }

    private static void CheckArguments(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var length = IsInteger.IsWhole(arguments[0]) ? RubyNumber.ToInteger(arguments[0]) : 0;
        if (length <= 0)
        {
            throw invocation.Failure("fqdn_rand_string(): first argument must be a positive integer");
        }
        if (arguments.Length > 1 && arguments[1] is not StringValue)
        {
            throw invocation.Failure("fqdn_rand_string(): second argument must be undef or a string");
        }
    }

    /// <summary>The characters, for a length, what to choose from, and a seed.</summary>
    public static StringValue Pick(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var length = RubyNumber.ToInteger(arguments[0]);
        var charset = arguments.Length > 1 ? PlainText(arguments[1]) : "";
        var characters = Characters.Of(charset.Length > 0 ? charset : DigitsAndLetters);
        var name = RubyText.Of(invocation.Compilation.Facts.Find("networking.fqdn") ?? UndefValue.Instance);
        var seed = new StringBuilder();
        for (var i = 2; i < arguments.Length; i++)
        {
            seed.Append(RubyText.Of(arguments[i])).Append(':');
        }
        var output = new StringBuilder();
        for (long i = 1; i <= length; i++)
        {
            output.Append(characters[(int)FqdnRand.Pick(name, characters.Length, $"{seed}{i}")]);
        }
        return new StringValue(output.ToString());
    }

    private static string PlainText(Value value) => value is UndefValue ? "" : RubyText.Of(value);
}
