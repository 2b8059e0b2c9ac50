using System.Text;
using System.Text.Json;
using Bunraku.Model;

namespace Bunraku.Apply.Tests;

public class ReportTests
{
    [Fact]
    public void A_report_has_the_form_of_format_12()
    {
        var catalog = new Catalog("node", "production")
        {
            Version = "17",
            CatalogUuid = "c-1",
            Resources =
            [
                new Resource(new("File", "/a"))
                {
                    Parameters = [new("content", "a"), new("mode", "0600")],
                    Tags = ["file"],
                    File = "/site.pp",
                    Line = 3,
                },
            ],
        };
        var report = Transaction.Run(
            ResourceGraph.Build(catalog, out _),
            new ScriptedHost().AddFile("/a", "a"),
            new Facts("node", HashValue.Empty),
            new TransactionSettings
            {
                NodeName = "node",
                TransactionUuid = "t-1",
                Time = new FixedTime(),
            }
        );
        using var bytes = new MemoryStream();
        ReportJson.Write(report, bytes);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(bytes.ToArray()));
        var root = document.RootElement;
        Assert.Equal("changed", root.GetProperty("status").GetString());
        Assert.Equal("2025-01-01T12:00:00.000000000+00:00", root.GetProperty("time").GetString());
        Assert.Equal(
            [
                "Using environment 'production'",
                "Applying configuration version '17'",
                "mode changed '0644' to '0600'",
                "Applied catalog in 0.00 seconds",
            ],
            root.GetProperty("logs").EnumerateArray().Select(line => line.GetProperty("message").GetString())
        );
        var status = root.GetProperty("resource_statuses").GetProperty("File[/a]");
        Assert.Equal("posix", status.GetProperty("provider_used").GetString());
        Assert.Equal(
            """
            {"audited":false,"property":"mode","previous_value":"0644","desired_value":"0600",
            "historical_value":null,"message":"mode changed \u00270644\u0027 to \u00270600\u0027","name":"mode_changed",
            "status":"success","time":"2025-01-01T12:00:00.000000000\u002B00:00","redacted":false,"corrective_change":false}
            """.ReplaceLineEndings(""),
            status.GetProperty("events")[0].GetRawText()
        );
        Assert.Equal(
            """["changed","Changed",1]""",
            root.GetProperty("metrics").GetProperty("resources").GetProperty("values")[5].GetRawText()
        );
    }
}
