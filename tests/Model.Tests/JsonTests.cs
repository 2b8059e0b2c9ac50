using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Model.Tests;

public sealed class JsonTests
{
    public static TheoryData<string> Catalogs() => CaseFile.In("catalogs");

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void A_catalog_is_read_and_written_alike(string name)
    {
        var @case = CaseFile.Read(name);
        var result = CatalogJson.Read(
            new SourceFile("catalog.json", @case["catalog.json"]!),
            new Expressions().ParseType
        );
        if (@case["diagnostics"] is not null)
        {
            @case.Expect("diagnostics", DiagnosticRenderer.Render(result.Diagnostics));
            return;
        }
        Assert.Equal("", DiagnosticRenderer.Render(result.Diagnostics));
        @case.Expect("catalog.json", CatalogJson.Write(result.Catalog!, isIndented: true));
    }

    [Fact]
    public void Any_catalog_survives_json()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var catalog = new RandomValues(seed).Catalog();
            var text = CatalogJson.Write(catalog, isIndented: seed % 2 == 0);
            var again = CatalogJson.Read(new SourceFile("c.json", text), new Expressions().ParseType).Catalog;
            Assert.True(
                again is not null && text == CatalogJson.Write(again, seed % 2 == 0),
                $"seed {seed}: {text}"
            );
            Assert.Equal(catalog.Edges, again.Edges);
            for (var i = 0; i < catalog.Resources.Length; i++)
            {
                Assert.Equal(catalog.Resources[i].Parameters, again.Resources[i].Parameters);
            }
        }
    }

    [Fact]
    public void Any_value_survives_rich_data()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var value = new RandomValues(seed).Value(4);
            var again = RichData.FromData(RichData.ToData(value), new Expressions().ParseType);
            Assert.True(value.Equals(again), $"seed {seed}: {value} became {again}");
        }
    }

    [Fact]
    public void Any_data_survives_yaml()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var value = new RandomValues(seed).Data(4);
            var text = YamlText.Write(value);
            var read = YamlReader.Read(new SourceFile("v.yaml", text));
            Assert.True(read.Tree is not null || value is UndefValue, $"seed {seed}: {text}");
            var again = read.Tree is null ? UndefValue.Instance : ValueTree.ToValue(read.Tree);
            Assert.True(value.Equals(again), $"seed {seed}: {value} became {again} by\n{text}");
        }
    }

    [Fact]
    public void A_local_reference_is_followed()
    {
        var data = ValueTree.ToValue(
            JsonReader
                .Read(
                    new SourceFile(
                        "r.json",
                        """{"a": [1, 2], "b": {"__ptype": "LocalRef", "__pvalue": "$['a']"}}"""
                    )
                )
                .Tree!
        );
        var value = (HashValue)RichData.FromData(data, new Expressions().ParseType);
        Assert.Equal(value.Find("a"), value.Find("b"));
    }

    [Fact]
    public void An_unknown_type_in_rich_data_is_refused()
    {
        var data = HashValue.Of(("__ptype", "Nope"), ("__pvalue", "x"));
        var misuse = Assert.Throws<DataTypeException>(() =>
            RichData.FromData(data, name => new TypeReferenceType(name))
        );
        Assert.Equal("No implementation mapping found for Puppet Type Nope", misuse.Message);
    }

    [Fact]
    public void Facts_are_read_with_and_without_their_envelope()
    {
        var facts = new Facts("web01", HashValue.Of(("os", HashValue.Of(("family", "Debian")))));
        var moment = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
        var text = FactsJson.Write(facts, moment, moment.AddMinutes(30));
        Assert.Equal(
            """{"name":"web01","values":{"os":{"family":"Debian"}},"timestamp":"2026-11-21T09:00:00.000000000+00:00","""
                + "\"expiration\":\"2026-11-21T09:30:00.000000000+00:00\"}",
            text
        );
        Assert.Equal(facts, FactsJson.Read(new SourceFile("f.json", text), "other").Facts);
        var bare = FactsJson.Read(new SourceFile("f.json", """{"os": {"family": "Debian"}}"""), "web01");
        Assert.Equal(facts, bare.Facts);
    }

    [Fact]
    public void What_is_no_hash_is_no_facts()
    {
        var result = FactsJson.Read(new SourceFile("f.json", "[1]"), "web01");
        Assert.Null(result.Facts);
        Assert.Equal("invalid-facts", result.Diagnostics[0].Code);
    }
}
