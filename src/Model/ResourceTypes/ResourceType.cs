using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>
/// A native resource type: its attributes, and what a title or a value means. It knows nothing of how a host
/// is changed; that is a provider's.
/// </summary>
public abstract class ResourceType(string name)
{
    private FrozenDictionary<string, ResourceAttribute>? byName;
    private KeyValuePair<string, Value>[]? defaults;

    /// <summary>Lower case: <c>file</c>.</summary>
    public string Name { get; } = name;

    public virtual string Doc => "";

    public abstract ImmutableArray<ResourceAttribute> Attributes { get; }

    public string Namevar =>
        field ??= Attributes.FirstOrDefault(attribute => attribute.IsNamevar)?.Name ?? "name";

    /// <summary>
    /// The attributes that together say which thing a resource is, as they were declared; most often one.
    /// </summary>
    public ImmutableArray<string> Namevars
    {
        get
        {
            if (field.IsDefault)
            {
                field =
                [
                    .. Attributes
                        .Where(attribute =>
                            attribute.Kind == AttributeKind.Parameter
                            && (attribute.IsNamevar || attribute.Name == "name")
                        )
                        .Select(attribute => attribute.Name),
                ];
            }
            return field;
        }
    }

    /// <summary>
    /// The shapes of titles, the first that matches counts; empty when the title is the namevar.
    /// </summary>
    public virtual ImmutableArray<TitlePattern> TitlePatterns => [];

    /// <summary>
    /// Whether two resources with the same namevar are the same thing (not so for <c>exec</c>).
    /// </summary>
    public virtual bool IsIsomorphic => true;

    /// <summary>
    /// Brings the attributes to their canonical form (paths without a trailing slash, modes in four digits
    /// …), fills defaults, wraps secrets, and says what is wrong in the reference's words.
    /// </summary>
    public virtual ResourceNormalization Normalize(Resource resource)
    {
        defaults ??=
        [
            .. Attributes
                .Where(attribute => attribute.Default is not null)
                .Select(attribute =>
                    KeyValuePair.Create(attribute.Name, AsList(attribute, attribute.Default!))
                ),
        ];
        var draft = new ResourceDraft(resource, defaults.Length);
        var problems = new List<string>();
        foreach (var (name, value) in resource.Parameters)
        {
            var isSecret = value is not SensitiveValue && resource.SensitiveParameters.Contains(name);
            Settle(draft, name, isSecret ? new SensitiveValue(value) : value, problems);
        }
        if (draft[Namevar] is null)
        {
            Settle(draft, Namevar, resource.Title, problems);
        }
        foreach (var (name, value) in defaults)
        {
            draft[name] ??= IsAudited(draft, name) ? null : value;
        }
        if (problems.Count == 0)
        {
            Complete(draft);
            problems.AddRange(
                Check(draft)
                    .Select(p =>
                        // Of one parameter the reference names it, as for values that are no values of it.
                        p.StartsWith("Parameter ", StringComparison.Ordinal)
                        && p.Contains(" failed on ", StringComparison.Ordinal)
                            ? p
                            : $"Validation of {resource.Reference} failed: {p}"
                    )
            );
        }
        return new(draft.ToResource(), [.. problems]);
    }

    /// <summary>The resource without attributes that have the value they would be filled with.</summary>
    public Resource WithoutDefaults(Resource resource) =>
        resource with
        {
            Parameters =
            [
                .. resource.Parameters.Where(parameter =>
                    Attributes.FirstOrDefault(one => one.Name == parameter.Key)?.Default is not { } filled
                    || !parameter.Value.Equals(filled)
                ),
            ],
        };

    /// <summary>
    /// The resources that will follow from this one, as far as their names tell: what purges leaves them.
    /// </summary>
    public virtual IEnumerable<Resource> Foretell(Resource resource) => [];

    /// <summary>The resources this one waits for when they are in the catalog.</summary>
    public virtual IEnumerable<ResourceReference> Autorequires(Resource resource) => [];

    /// <summary>
    /// The providers that the reference has, each with those of its features that attributes need:
    /// <c>apt: holdable purgeable; dpkg: purgeable</c>.
    /// </summary>
    protected virtual string ProviderTable => "";

    /// <summary>The features of each provider that the reference has.</summary>
    public FrozenDictionary<string, ImmutableArray<string>> ProviderFeatures =>
        field ??= ProviderTable
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split(':'))
            .ToFrozenDictionary(
                entry => entry[0].Trim(),
                entry =>
                    entry.Length == 1
                        ? ImmutableArray<string>.Empty
                        : [.. entry[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]
            );

    /// <summary>Whether what can be managed depends on the provider.</summary>
    public bool HasFeatures => ProviderTable.Contains(':', StringComparison.Ordinal);

    /// <summary>The feature that a provider needs so that an attribute is managed; null for none.</summary>
    public virtual string? FeatureFor(string attribute) => null;

    /// <summary>The feature that a provider needs so that an attribute may have a value.</summary>
    public virtual string? FeatureFor(string attribute, string value) => null;

    /// <summary>Whether a provider manages an attribute; one that is not known does.</summary>
    public bool Supports(string? provider, string attribute) =>
        FeatureFor(attribute) is not { } feature
        || provider is null
        || !ProviderFeatures.TryGetValue(provider, out var features)
        || features.Contains(feature);

    public ResourceAttribute? Find(string attribute)
    {
        byName ??= Attributes.ToFrozenDictionary(a => a.Name);
        return byName.GetValueOrDefault(attribute);
    }

    /// <summary>Whether a host that was observed so needs no change; providers may know better.</summary>
    public virtual bool IsInSync(ResourceAttribute attribute, Value desired, Value observed) =>
        (attribute.IsList, desired, observed) switch
        {
            (true, ArrayValue wanted, ArrayValue found) => wanted.Count == found.Count
                && wanted.Items.Zip(found.Items).All(pair => HaveSameText(pair.First, pair.Second)),
            (true, ArrayValue { Count: 1 } wanted, _) => HaveSameText(wanted[0], observed),
            (true, _, ArrayValue { Count: 1 } found) => HaveSameText(desired, found[0]),
            (false, ArrayValue wanted, _) => wanted.Items.Any(item => HaveSameText(item, observed)),
            _ => HaveSameText(desired, observed),
        };

    /// <summary>
    /// The canonical form of one value that is no literal; throws <see cref="AttributeException"/>.
    /// </summary>
    protected virtual Value Munge(ResourceAttribute attribute, Value value) => value;

    /// <summary>Sets what follows from several attributes together.</summary>
    protected virtual void Complete(ResourceDraft draft) { }

    /// <summary>What is wrong with the attributes taken together, a sentence each.</summary>
    protected virtual IEnumerable<string> Check(ResourceDraft draft) => [];

    /// <summary>What any property is wanted of shall be there.</summary>
    protected void WantPresence(ResourceDraft draft)
    {
        if (
            !IsAudited(draft, "ensure")
            && Attributes.Any(a => a.Kind == AttributeKind.Property && draft[a.Name] is not null)
        )
        {
            draft["ensure"] ??= "present";
        }
    }

    /// <summary>
    /// Whether a property is looked at by <c>audit</c>: it has no default then, as nothing is wanted of it.
    /// </summary>
    protected bool IsAudited(ResourceDraft draft, string name) =>
        draft["audit"] is { } audit
        && Find(name) is { Kind: AttributeKind.Property }
        && (audit is ArrayValue names ? names.Items : [audit]).Any(one =>
            one.ToString() is var text && (text == "all" || text == name)
        );

    private void Settle(ResourceDraft draft, string name, Value value, List<string> problems)
    {
        try
        {
            draft[name] = Find(name) is { } attribute
                ? AsList(attribute, Canonical(attribute, value))
                : value;
        }
        catch (AttributeException problem)
        {
            problems.Add($"Parameter {name} failed on {draft.Reference}: {problem.Message}");
        }
    }

    /// <summary>
    /// A property that is compared as a list is one, even when the manifest names a single item; one that is
    /// single is no list.
    /// </summary>
    private static Value AsList(ResourceAttribute attribute, Value value) =>
        attribute.IsSingle && value is ArrayValue { Items: [var first, ..] } ? first
        : attribute.IsList && value is not (ArrayValue or SensitiveValue or StringValue { Text: "absent" })
            ? new ArrayValue([value])
        : value;

    private Value Canonical(ResourceAttribute attribute, Value value) =>
        value switch
        {
            SensitiveValue secret => new SensitiveValue(Canonical(attribute, secret.Inner)),
            ArrayValue array when attribute.Kind == AttributeKind.Property || attribute.Values.Length > 0 =>
                ArrayValue.Of(array.Items.Select(item => Canonical(attribute, item))),
            _ => Literal(attribute, value) ?? Munge(attribute, value),
        };

    /// <summary>The literal a value spells, or null when the attribute takes others as well.</summary>
    private static Value? Literal(ResourceAttribute attribute, Value value)
    {
        var isOpen = attribute.Values.Length == 0;
        if (!isOpen && attribute.FindLiteral(value.ToString()) is { } literal)
        {
            return literal switch
            {
                "true" or "yes" => BooleanValue.True,
                "false" or "no" => BooleanValue.False,
                _ => value is StringValue { Text: var text } && text == literal
                    ? value
                    : new StringValue(literal),
            };
        }
        if (attribute.Pattern is { } pattern)
        {
            isOpen = Regex.IsMatch(value.ToString(), pattern, RegexOptions.Multiline);
        }
        return isOpen ? null
            : IsSwitch(attribute) ? throw Unmunged(attribute.Name, value, "expected a boolean value")
            : throw new AttributeException(InvalidValue(attribute, value));
    }

    /// <summary>Of a value that the reference refuses while it makes something of it.</summary>
    protected static AttributeException Unmunged(string attribute, Value value, string why) =>
        new($"Munging failed for value {Inspect(value)} in class {attribute}: {why}");

    private static bool IsSwitch(ResourceAttribute attribute) =>
        attribute is { Pattern: null, Values: ["true", "false", "yes", "no"] };

    private static string InvalidValue(ResourceAttribute attribute, Value value)
    {
        var sentence = $"Invalid value {Inspect(value)}.";
        if (attribute.Values.Length > 0)
        {
            sentence += $" Valid values are {string.Join(", ", attribute.Values)}.";
        }
        return attribute.Pattern is { } pattern ? $"{sentence} Valid values match /{pattern}/." : sentence;
    }

    /// <summary>A number written as text is a number; other values stay what they are.</summary>
    protected static Value WholeNumber(Value value) =>
        value is StringValue
        && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, null, out var n)
            ? n
            : value;

    /// <summary>A value as Ruby's <c>inspect</c> prints it, for the reference's sentences.</summary>
    protected static string Inspect(Value value) =>
        value switch
        {
            StringValue text => $"\"{text.Text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"",
            ArrayValue array => $"[{string.Join(", ", array.Items.Select(Inspect))}]",
            UndefValue => "nil",
            _ => value.ToString(),
        };

    /// <summary>The name of a value's class in Ruby, for the reference's sentences.</summary>
    protected static string RubyClass(Value value) =>
        value switch
        {
            StringValue => "String",
            IntegerValue => "Integer",
            FloatValue => "Float",
            BooleanValue { IsTrue: true } => "TrueClass",
            BooleanValue => "FalseClass",
            HashValue => "Hash",
            ArrayValue => "Array",
            _ => "NilClass",
        };

    private static bool HaveSameText(Value left, Value right) =>
        left.Equals(right) || left.ToString() == right.ToString();

    // How a type's file writes its roster down. A literal may name other spellings: "present|installed".

    protected static ResourceAttribute NameParameter(string name) =>
        new(name, AttributeKind.Parameter) { IsNamevar = true };

    protected static ResourceAttribute Property(string name, params ReadOnlySpan<string> literals) =>
        Of(name, AttributeKind.Property, literals);

    protected static ResourceAttribute Parameter(string name, params ReadOnlySpan<string> literals) =>
        Of(name, AttributeKind.Parameter, literals);

    /// <summary>A parameter that is true or false.</summary>
    protected static ResourceAttribute Boolean(string name) => Parameter(name, "true", "false");

    /// <summary>A parameter that is true or false and may be spelled yes or no.</summary>
    protected static ResourceAttribute Switch(string name) => Parameter(name, "true", "false", "yes", "no");

    protected static IEnumerable<ResourceAttribute> Properties(params string[] names) =>
        names.Select(name => Property(name));

    protected static IEnumerable<ResourceAttribute> Parameters(params string[] names) =>
        names.Select(name => Parameter(name));

    protected static IEnumerable<ResourceAttribute> Booleans(params string[] names) => names.Select(Boolean);

    protected static IEnumerable<ResourceAttribute> Switches(params string[] names) => names.Select(Switch);

    private static ResourceAttribute Of(string name, AttributeKind kind, ReadOnlySpan<string> literals)
    {
        var values = ImmutableArray.CreateBuilder<string>(literals.Length);
        var aliases = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var literal in literals)
        {
            var spellings = literal.Split('|');
            values.Add(spellings[0]);
            aliases.AddRange(spellings.Skip(1).Select(other => KeyValuePair.Create(other, spellings[0])));
        }
        return new(name, kind) { Values = values.MoveToImmutable(), Aliases = aliases.ToImmutable() };
    }
}

/// <summary>The canonical resource and, for each bad attribute, a sentence.</summary>
public sealed record ResourceNormalization(Resource Resource, ImmutableArray<string> Problems);
