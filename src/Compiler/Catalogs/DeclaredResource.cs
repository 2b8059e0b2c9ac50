using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// A resource while its catalog is being made: overrides, collectors and relationships still change it.
/// </summary>
public sealed class DeclaredResource
{
    /// <summary>Up to so many a scan is cheaper than an index.</summary>
    private const int FewParameters = 40;

    private readonly List<ResourceParameter> parameters = [];
    private Dictionary<string, int>? places;
    private List<DeclaredResource>? contents;

    internal DeclaredResource(
        ResourceReference reference,
        Scope scope,
        Definition? definition,
        bool isBuiltIn = false
    )
    {
        Reference = reference;
        Scope = scope;
        Definition = definition;
        Source = scope.Source;
        Tags.Add(reference.Type);
        IsBuiltIn = isBuiltIn;
        if (!isBuiltIn)
        {
            Tags.Add(reference.Title);
        }
    }

    public ResourceReference Reference { get; }

    public string Type => Reference.Type;

    public string Title => Reference.Title;

    public bool IsClass => Reference.Type == "Class";

    /// <summary>The scope it was declared in.</summary>
    public Scope Scope { get; }

    public TagSet Tags { get; } = [];

    /// <summary>In the order in which they were first set.</summary>
    public IReadOnlyList<ResourceParameter> Parameters => parameters;

    /// <summary>The same, as long as none is added.</summary>
    internal ReadOnlySpan<ResourceParameter> ParameterSpan => CollectionsMarshal.AsSpan(parameters);

    public bool IsVirtual { get; set; }

    public bool IsExported { get; set; }

    /// <summary>Whether another node exported it, and a collector brought it here.</summary>
    public bool IsImported { get; init; }

    /// <summary>Where it was declared, or null for built-in resources.</summary>
    public Span? Span { get; init; }

    /// <summary>Whether a function declared it, such as <c>create_resources</c>.</summary>
    internal bool IsByFunction { get; init; }

    /// <summary>The class, define or node whose body it runs; null for native resources.</summary>
    internal Definition? Definition { get; }

    /// <summary>The native resource type; null for classes and defines.</summary>
    internal ResourceType? NativeType { get; init; }

    /// <summary>The class or define whose code declared it.</summary>
    internal Definition Source { get; set; }

    /// <summary>What <see cref="TitleAttributes"/> read from the title, once it has.</summary>
    internal ImmutableArray<KeyValuePair<string, Value>>? TitleSays { get; set; }

    internal bool HasTitleRead { get; set; }

    /// <summary>
    /// Whether the title was given as something else than a string, such as a port's number: the reference
    /// then shows the name it makes, and does not tag with it.
    /// </summary>
    internal bool ShowsName => GivenTitle is not null;

    /// <summary>The title as it was given, when it is something else than a string.</summary>
    internal Value? GivenTitle { get; private set; }

    internal bool IsEvaluated { get; set; }

    /// <summary>Whether it is the main stage or class, which nobody declares.</summary>
    internal bool IsBuiltIn { get; }

    internal ImmutableArray<string> SensitiveParameters { get; set; } = [];

    /// <summary>The classes and resources that contain it, in the order in which they took it.</summary>
    internal ImmutableArray<DeclaredResource> Containers { get; private set; } = [];

    /// <summary>What it contains, in the order in which it was taken.</summary>
    internal IReadOnlyList<DeclaredResource> Contents => contents ?? [];

    /// <summary>Whether it, or a resource whose body it was declared in, has a tag.</summary>
    public bool IsTagged(string tag) =>
        Tags.Contains(tag) || Scope.Resource is { } outer && outer != this && outer.IsTagged(tag);

    /// <summary>The value of an attribute as declared, or null when it is not set.</summary>
    public Value? this[string name] => FindParameter(name)?.Value;

    /// <summary>What functions are told of an attribute: as it was given, the title as well.</summary>
    public Value? Asked(string name) => name == "title" ? Reference.Title : this[name];

    public ResourceParameter? FindParameter(string name) =>
        PlaceOf(name) is >= 0 and var place ? parameters[place] : null;

    internal void Set(ResourceParameter parameter)
    {
        if (PlaceOf(parameter.Name) is >= 0 and var place)
        {
            parameters[place] = parameter;
            return;
        }
        places?.Add(parameter.Name, parameters.Count);
        parameters.Add(parameter);
    }

    /// <summary>Where a parameter stands, or -1; a long list has an index from its first use on.</summary>
    private int PlaceOf(string name)
    {
        if (parameters.Count > FewParameters)
        {
            places ??= Enumerable.Range(0, parameters.Count).ToDictionary(place => parameters[place].Name);
            return places.GetValueOrDefault(name, -1);
        }
        for (var place = 0; place < parameters.Count; place++)
        {
            if (parameters[place].Name == name)
            {
                return place;
            }
        }
        return -1;
    }

    /// <summary>Contains another resource from now on.</summary>
    internal void Take(DeclaredResource content)
    {
        if (!content.Containers.Contains(this))
        {
            content.Containers = content.Containers.Add(this);
            (contents ??= []).Add(content);
        }
    }

    /// <summary>Puts a value into the parameters that hold another one.</summary>
    internal void Replace(Value held, Value value)
    {
        foreach (ref var parameter in CollectionsMarshal.AsSpan(parameters))
        {
            if (ReferenceEquals(parameter.Value, held))
            {
                parameter = parameter with { Value = value };
            }
        }
    }

    /// <summary>Is contained by nothing from now on.</summary>
    internal void Leave()
    {
        foreach (var container in Containers)
        {
            container.contents!.Remove(this);
        }
        Containers = [];
    }

    internal void TakeTitle(Value given)
    {
        GivenTitle = given;
        Tags.Remove(Title.ToLowerInvariant());
    }

    public override string ToString() => Reference.ToString();
}
