using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// <c>type Name = TypeSet[{…}]</c>: each of its types is an alias of its own, which may mention the others,
/// and those of the sets it refers to, by their short names.
/// </summary>
internal sealed class TypeSetDefinition
{
    private readonly PuppetEnvironment environment;
    private readonly string name;
    private readonly HashExpression syntax;
    private readonly ImmutableArray<(string Name, TypeAliasDefinition Definition)> members;

    private TypeSetDefinition(PuppetEnvironment environment, string name, HashExpression syntax)
    {
        this.environment = environment;
        this.name = name;
        this.syntax = syntax;
        var entries = Entries("types");
        var names = entries.Select(entry => KeyOf(entry.Key)).ToHashSet();
        members =
        [
            .. entries.Select(entry =>
                (
                    KeyOf(entry.Key),
                    new TypeAliasDefinition(
                        environment,
                        new TypeAliasExpression(
                            entry.Span,
                            $"{name}::{KeyOf(entry.Key)}",
                            Qualified(Written(entry.Value), names)
                        )
                    )
                )
            ),
        ];
    }

    /// <summary>The set that an alias stands for; null when it stands for something else.</summary>
    public static TypeSetDefinition? Of(PuppetEnvironment environment, TypeAliasExpression alias) =>
        alias.Type
            is AccessExpression
            {
                Left: ReferenceExpression { Value: "TypeSet" },
                Keys: [HashExpression hash]
            }
            ? new(environment, alias.Name, hash)
            : null;

    /// <summary>A type by its name within the set, or within a set this one refers to.</summary>
    public DataType? Find(string member) =>
        members
            .FirstOrDefault(known => string.Equals(known.Name, member, StringComparison.OrdinalIgnoreCase))
            .Definition?.Type;

    public TypeSetType Make()
    {
        CheckParents();
        var definition = new HashValue.Builder();
        foreach (var entry in syntax.Entries)
        {
            definition[KeyOf(entry.Key)] =
                KeyOf(entry.Key) == "types" && entry.Value is HashExpression
                    ? HashValue.Of(
                        members.Select(member =>
                            KeyValuePair.Create((Value)member.Name, (Value)member.Definition.Type)
                        )
                    )
                    : TypeExpressions.EvaluateValue(environment, Literal(entry.Value), isAlias: true);
        }
        var set = new TypeSetType(name, definition.Build());
        foreach (var (alias, reference) in set.References.Pairs)
        {
            CheckReference(alias, (HashValue)reference);
        }
        return set;
    }

    /// <summary><c>Parent{parent =&gt; …}</c> names two.</summary>
    private void CheckParents()
    {
        foreach (var entry in Entries("types"))
        {
            if (
                environment.Strict == Severity.Error
                && entry.Value is ResourceDefaultsExpression { Type: ReferenceExpression parent } defaults
                && parent.Value is not ("Object" or "TypeSet")
                && defaults
                    .Operations.OfType<NamedAttributeOperation>()
                    .FirstOrDefault(operation => operation.Name == "parent")
                    is { } named
            )
            {
                throw new EvaluationException(CompilerDiagnostics.TwoParents(parent.Span, named.Span));
            }
        }
    }

    private void CheckReference(Value alias, HashValue reference)
    {
        var target = reference.Find("name")!.ToString();
        if (members.Any(member => member.Name == alias.ToString()))
        {
            throw DataTypeException.Runtime(
                $"TypeSet '{name}' references a TypeSet using alias '{alias}'. "
                    + "The alias collides with the name of a declared type"
            );
        }
        if (environment.Definitions.FindAlias(target)?.Type is not TypeSetType)
        {
            throw DataTypeException.Runtime(
                $"TypeSet '{name}' reference to TypeSet named '{target}' cannot be resolved"
            );
        }
    }

    private ImmutableArray<HashEntry> Entries(string key) =>
        syntax.Entries.FirstOrDefault(entry => KeyOf(entry.Key) == key)?.Value is HashExpression hash
            ? hash.Entries
            : [];

    private static string KeyOf(Expression key) =>
        key switch
        {
            ReferenceExpression reference => reference.Value,
            NameExpression word => word.Value,
            StringExpression text => text.Value,
            _ => "",
        };

    /// <summary><c>{…}</c> and <c>Parent{…}</c> are Object types.</summary>
    private static Expression Written(Expression value)
    {
        switch (value)
        {
            case HashExpression hash:
                return Object(hash);
            case ResourceDefaultsExpression { Type: ReferenceExpression parent } defaults:
                var entries = defaults
                    .Operations.OfType<NamedAttributeOperation>()
                    .Select(operation => Entry(operation.Span, operation.Name, operation.Value));
                return Object(
                    new HashExpression(
                        defaults.Span,
                        parent.Value is "Object" or "TypeSet"
                            ? [.. entries]
                            : [Entry(parent.Span, "parent", parent), .. entries]
                    )
                );
            default:
                return value;
        }
    }

    private static HashEntry Entry(Bunraku.Text.Span span, string key, Expression value) =>
        new(span, span, new NameExpression(span, key), value);

    private static AccessExpression Object(HashExpression hash) =>
        new(hash.Span, new ReferenceExpression(hash.Span, "Object"), [hash]);

    /// <summary>Names of capitalised keys stand for themselves.</summary>
    private static Expression Literal(Expression value) =>
        value is HashExpression hash
            ? hash with
            {
                Entries =
                [
                    .. hash.Entries.Select(entry =>
                        entry with
                        {
                            Key = new NameExpression(entry.Key.Span, KeyOf(entry.Key)),
                            Value = Literal(entry.Value),
                        }
                    ),
                ],
            }
            : value;

    /// <summary>The expression with names of the set, and of those it refers to, in full.</summary>
    private Expression Qualified(Expression expression, HashSet<string> names) =>
        expression switch
        {
            ReferenceExpression reference => reference with { Value = InFull(reference.Value, names) },
            AccessExpression access => access with
            {
                Left = Qualified(access.Left, names),
                Keys = [.. access.Keys.Select(key => Qualified(key, names))],
            },
            ArrayExpression list => list with
            {
                Items = [.. list.Items.Select(item => Qualified(item, names))],
            },
            HashExpression hash => hash with
            {
                Entries =
                [
                    .. hash.Entries.Select(entry =>
                        entry with
                        {
                            Key = Qualified(entry.Key, names),
                            Value = Qualified(entry.Value, names),
                        }
                    ),
                ],
            },
            ParenthesizedExpression inner => inner with { Inner = Qualified(inner.Inner, names) },
            _ => expression,
        };

    private string InFull(string written, HashSet<string> names)
    {
        if (names.Contains(written))
        {
            return $"{name}::{written}";
        }
        var end = written.IndexOf("::", StringComparison.Ordinal);
        var alias = end < 0 ? written : written[..end];
        var reference = Entries("references").FirstOrDefault(entry => KeyOf(entry.Key) == alias);
        var target = (reference?.Value as HashExpression)?.Entries.FirstOrDefault(entry =>
            KeyOf(entry.Key) == "name"
        );
        return target is null ? written : KeyOf(target.Value) + (end < 0 ? "" : written[end..]);
    }
}
