using System.Collections.Immutable;

namespace Bunraku.Model.Tests;

/// <summary>Values and catalogs made from a seed: the same seed, the same value.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly string[] Texts =
    [
        "",
        "a",
        "yes",
        "~",
        "1",
        "0755",
        "a: b",
        "- x",
        "line\nbreak",
        " lead",
        "trail ",
        "tab\t",
        "é日",
        "'\"\\",
        "$x",
        "#c",
        "@y",
        "long word by word until it is folded somewhere behind the eightieth column of its line, twice even",
        "\n",
        "a\n\nb\n",
        "__ptype",
    ];

    private readonly Random random = new(seed);

    public Catalog Catalog()
    {
        ImmutableArray<Resource> resources =
        [
            .. Enumerable
                .Range(0, random.Next(6))
                .Select(i => new Resource(new(Pick("File", "Class", "Apache::Vhost"), $"t{i}[{Text()}]"))
                {
                    Tags = [Text(), "x"],
                    File = random.Next(2) == 0 ? null : "site.pp",
                    Line = random.Next(3),
                    IsExported = random.Next(4) == 0,
                    Kind = Pick("class", "compilable_type"),
                    SensitiveParameters = random.Next(3) == 0 ? ["content"] : [],
                    Parameters =
                    [
                        KeyValuePair.Create("content", Value(3)),
                        KeyValuePair.Create("m", Value(1)),
                    ],
                }),
        ];
        return new("web01", "production")
        {
            Version = Pick("1795257733", "abc"),
            CodeId = random.Next(2) == 0 ? null : "deadbeef",
            CatalogUuid = "88a1dec6",
            Tags = ["settings"],
            Classes = ["a", "b"],
            Resources = resources,
            Edges =
            [
                .. resources.Skip(1).Select(resource => new Edge(resources[0].Reference, resource.Reference)),
            ],
        };
    }

    /// <summary>A value that may be rich.</summary>
    public Value Value(int depth) =>
        random.Next(depth > 0 ? 16 : 13) switch
        {
            0 => DefaultValue.Instance,
            1 => new SensitiveValue(Data(1)),
            2 => new RegexpValue("^a/[b]$"),
            3 => SemVerValue.Parse("1.2.3-rc.1+b")!,
            4 => SemVerRangeValue.Parse(">=1.0.0 <2.0.0"),
            5 => new TimestampValue((Int128)random.NextInt64(2_000_000_000) * 1_000_000_007),
            // The text of a span drops zeros behind the point in front of digits, so only tenths survive.
            6 => new TimespanValue((Int128)random.NextInt64(-2_000_000, 2_000_000) * 100_000_000),
            7 => new BinaryValue(new byte[] { 1, 2, (byte)random.Next(256) }),
            8 => UriValue.Parse("https://user@example.com:8443/a?b=c#d"),
            9 => new ObjectValue(
                BuiltInTypes.Deferred,
                HashValue.Of(("name", "upcase"), ("arguments", new ArrayValue([Data(1)])))
            ),
            10 => new ArrayType(new IntegerType(1, 5)),
            13 => ArrayValue.Of(Many(() => Value(depth - 1))),
            14 => HashValue.Of(Many(() => KeyValuePair.Create((Value)Text(), Value(depth - 1)))),
            15 => HashValue.Of(Many(() => KeyValuePair.Create(Value(0), Value(depth - 1)))),
            _ => Data(0),
        };

    /// <summary>A value of plain data.</summary>
    public Value Data(int depth) =>
        random.Next(depth > 0 ? 8 : 6) switch
        {
            0 => UndefValue.Instance,
            1 => random.Next(2) == 0,
            2 => random.NextInt64(long.MinValue, long.MaxValue),
            3 => new FloatValue(random.NextDouble() * Math.Pow(10, random.Next(-20, 20))),
            4 or 5 => Text(),
            6 => ArrayValue.Of(Many(() => Data(depth - 1))),
            _ => HashValue.Of(Many(() => KeyValuePair.Create((Value)Text(), Data(depth - 1)))),
        };

    private List<T> Many<T>(Func<T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => make())];

    private string Text() => Texts[random.Next(Texts.Length)];

    private string Pick(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
