namespace Bunraku.Apply.Tests;

/// <summary>Against a server of a few lines on the loopback address.</summary>
public sealed class WebFileSourcesTests : IDisposable
{
    private readonly SmallWeb web = new((first, _, _) => Answer(first));
    private readonly HttpClient client = new();

    private string Address => web.Address;

    public void Dispose()
    {
        web.Dispose();
        client.Dispose();
    }

    [Fact]
    public void A_file_of_the_web_has_its_bytes_and_its_time()
    {
        var source = new WebFileSources(FileSources.None, client).Find($"{Address}/motd");
        using var reader = new StreamReader(source!.Open());
        Assert.Equal("hello\n", reader.ReadToEnd());
        Assert.Equal(6, source.Size);
        Assert.Equal(1_000_000_000, source.Modified!.Value.Seconds);
    }

    [Fact]
    public void What_the_server_does_not_have_is_no_source() =>
        Assert.Null(new WebFileSources(FileSources.None, client).Find($"{Address}/none"));

    [Fact]
    public void A_server_that_fails_is_told() =>
        Assert.Contains(
            "500",
            Assert
                .Throws<HostException>(() =>
                    new WebFileSources(FileSources.None, client).Find($"{Address}/broken")
                )
                .Message
        );

    [Fact]
    public void A_server_that_is_not_there_is_told()
    {
        var address = Address;
        web.Dispose();
        Assert.Throws<HostException>(() =>
            new WebFileSources(FileSources.None, client).Find($"{address}/motd")
        );
    }

    private static string Answer(string first) =>
        first.Split(' ').ElementAtOrDefault(1) switch
        {
            "/motd" => "HTTP/1.1 200 OK\r\nLast-Modified: Sun, 09 Sep 2001 01:46:40 GMT\r\n"
                + "Content-Length: 6\r\nConnection: close\r\n\r\nhello\n",
            "/broken" => "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        };
}
