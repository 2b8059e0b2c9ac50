using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>One way to call a Ruby function, and the method that answers it.</summary>
/// <param name="IsMismatch">Whether the method only says what is wrong with such arguments.</param>
/// <param name="Injections">What the method is given besides, and before which argument.</param>
internal sealed record RubySignature(
    Signature Signature,
    string Method,
    bool IsMismatch,
    DataType? ReturnType,
    ImmutableArray<(int At, string What)> Injections
)
{
    public static RubySignature Read(RubyWorld world, RubyClass owner, object described)
    {
        var ruby = world.Ruby;
        object Ask(string name) => ruby.Invoke(described, name, []);
        var local = LocalTypes(world, owner);
        var types = ((RubyArray)Ask("types"))
            .Items.Select(type => TypeOf(world, type, local))
            .ToImmutableArray();
        var (least, isOpen) = ((int)(long)Ask("least"), Ask("open?") is true);
        var size =
            least > 0 && !isOpen && least == types.Length
                ? null
                : new IntegerType(least, isOpen ? null : types.Length);
        DataType? block = Ask("block_type") is Nil ? null : TypeOf(world, Ask("block_type"), local);
        block = block is not null && Ask("optional_block?") is true ? new OptionalType(block) : block;
        var result = Ask("result") is Nil ? null : TypeOf(world, Ask("result"), local);
        return new RubySignature(
            new Signature(
                new CallableType(new TupleType(types, size), block, result),
                [.. ((RubyArray)Ask("names")).Items.Select(ruby.TextOf)],
                ruby.TextOf(Ask("block_name"))
            ),
            ruby.TextOf(Ask("method_name")),
            Ask("mismatch?") is true,
            result,
            [
                .. ((RubyArray)Ask("injections")).Items.Select(item =>
                    ((int)(long)((RubyArray)item).Items[0], ruby.TextOf(((RubyArray)item).Items[1]))
                ),
            ]
        );
    }

    /// <summary>A type as functions name it: by its text, or as an object.</summary>
    public static DataType TypeOf(RubyWorld world, object type, Func<string, DataType?>? local)
    {
        if (type is RubyValue { Value: DataType known })
        {
            return known;
        }
        var text = world.Ruby.TextOf(type);
        try
        {
            return world.ParseType(text, local);
        }
        catch (EvaluationException failure)
        {
            throw world.Ruby.Fault(
                "ArgumentError",
                $"Parsing of type string '\"{text}\"' failed with message: <{Outcome.WithPlace(failure.Diagnostic)}>.\n"
            );
        }
    }

    /// <summary>The aliases that a class of functions has for itself; null when it has none.</summary>
    public static Func<string, DataType?>? LocalTypes(RubyWorld world, RubyClass owner)
    {
        var texts = (RubyArray)world.Ruby.Invoke(owner, "local_type_texts", []);
        if (texts.Items.Count == 0)
        {
            return null;
        }
        var aliases = new Dictionary<string, TypeAliasDefinition>(StringComparer.Ordinal);
        DataType? Find(string name) => aliases.GetValueOrDefault(name)?.Type;
        foreach (var text in texts.Items.Select(world.Ruby.TextOf))
        {
            var syntax = Alias(world, text);
            aliases[syntax.Name] = new TypeAliasDefinition(world.Compilation.Environment, syntax, Find);
        }
        return Find;
    }

    /// <summary>The alias that a text defines: <c>Name = Type</c>.</summary>
    public static TypeAliasExpression Alias(RubyWorld world, string text)
    {
        var parsed = PuppetParser.Parse(new SourceFile(SiteManifest.CodeName, "type " + text));
        if (parsed.HasErrors)
        {
            throw world.Ruby.Fault(
                "ArgumentError",
                $"Parsing of 'type \"{text}\"' failed with message: <{Outcome.WithPlace(parsed.Diagnostics[0])}>.\n"
                    + $"Called from <{world.RubyPlace}>"
            );
        }
        return parsed.Program.Definitions.OfType<TypeAliasExpression>().FirstOrDefault()
            ?? throw world.Ruby.Fault(
                "ArgumentError",
                $"Expected a type alias assignment on the form 'AliasType = T', got '{text}'.\n"
                    + $"Called from <{world.RubyPlace}>"
            );
    }
}
