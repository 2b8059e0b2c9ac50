using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class TryGetValue() : LegacyFunction("try_get_value", -2)
{
    public override ImmutableArray<string> Signatures =>
        ["(Any data, String path?, Any default?, String separator?)"];

    public override string Doc =>
        """
            Follows a path, a string of keys between slashes, into nested collections; the default when
            something is missing. `get` does the same and is not out of date.

                try_get_value({ 'a' => { 'b' => 1 } }, 'a/b') # => 1
                try_get_value({ 'a' => 1 }, 'b', 'other') # => 'other'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var log = invocation.Compilation;
        log.Log(
            "warning",
            "try_get_value() DEPRECATED: this function is deprecated, please use dig() instead."
        );
        var data = arguments[0];
        var path = arguments.Length > 1 ? RubyText.Of(arguments[1]) : "";
        var standIn = arguments.Length > 2 ? arguments[2] : UndefValue.Instance;
        if (data is not (ArrayValue or HashValue) || path.Length == 0)
        {
            return standIn.IsTrue ? standIn : data;
        }
        log.Log(
            "warning",
            "dig() DEPRECATED: This function has been replaced in Puppet 4.5.0, please use dig44() for backwards "
                + "compatibility or use the new version."
        );
        var separator = arguments.Length > 3 ? RubyText.Of(arguments[3]) : "/";
        return DigPath.Follow(data, [.. path.Split(separator).Select(key => (Value)key)], standIn);
    }
}
