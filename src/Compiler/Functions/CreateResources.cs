using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class CreateResources() : LegacyFunction("create_resources", -3)
{
    public override ImmutableArray<string> Signatures => ["(Any type, Any resources, Any defaults?)"];

    public override string Doc =>
        """
            Declares a resource for each entry of a hash from titles to hashes of attributes. A further hash
            holds attributes for those that do not set them. The type is a native type, a define or `class`;
            `@` and `@@` before it make the resources virtual and exported.

                create_resources('notify', { 'hello' => { 'message' => 'hi' } }) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length > 3)
        {
            throw invocation.Failure(
                $"create_resources(): wrong number of arguments ({arguments.Length}; must be 2 or 3)"
            );
        }
        var (written, form) = ReadType(arguments[0].ToString());
        var type = Declarations.PlainType(invocation.Compilation.Environment, written);
        if (arguments[1] is not HashValue resources)
        {
            throw invocation.Failure("create_resources(): second argument must be a hash");
        }
        var defaults = arguments.Length < 3 ? HashValue.Empty : arguments[2] as HashValue;
        if (defaults is null)
        {
            throw invocation.Failure("create_resources(): third argument, if provided, must be a hash");
        }
        if (type == "class" && form != ResourceForm.Regular)
        {
            var failure = invocation.Failure("Classes are not virtualizable", "CLASS_NOT_VIRTUALIZABLE");
            var wording = failure.Diagnostic.Reference! with { IsLineOnly = true, NamesUnknownFile = true };
            throw new EvaluationException(failure.Diagnostic with { Reference = wording });
        }
        foreach (var (title, own) in resources.Pairs)
        {
            if (own is not HashValue)
            {
                throw invocation.Failure(LegacyArguments.NotHash(own));
            }
            var parameters = Together(defaults, own);
            foreach (var item in title is ArrayValue titles ? titles.Items : [title])
            {
                invocation.Compilation.Declare(
                    invocation,
                    type,
                    TitleOf(invocation, type, item),
                    parameters,
                    form
                );
            }
        }
        return UndefValue.Instance;
    }

    private static Value TitleOf(Invocation invocation, string type, Value title)
    {
        var isNative = invocation.Compilation.Environment.ResourceTypes.Find(type) is not null;
        if (title is UndefValue && type != "class")
        {
            throw invocation.Failure(LegacyArguments.NoTitle(isNative ? $":{type}" : $"\"{type}\""));
        }
        return title is StringValue { Text: "" } && !isNative && type != "class"
            ? throw invocation.Failure(LegacyArguments.NoTitle($"\"{ResourceReference.Capitalize(type)}[]\""))
            : title;
    }

    private static (string Type, ResourceForm Form) ReadType(string text)
    {
        var type = text.TrimStart('@').ToLowerInvariant();
        var form = (text.Length - type.Length) switch
        {
            0 => ResourceForm.Regular,
            1 => ResourceForm.Virtual,
            _ => ResourceForm.Exported,
        };
        return (type, form);
    }

    private static HashValue Together(HashValue defaults, Value own)
    {
        var result = new HashValue.Builder(defaults);
        foreach (var (key, value) in (own as HashValue ?? HashValue.Empty).Entries)
        {
            result[key] = value;
        }
        return result.Build();
    }
}
