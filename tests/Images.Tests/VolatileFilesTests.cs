namespace Bunraku.Images.Tests;

public sealed class VolatileFilesTests
{
    private readonly VolatileFiles files = new(new HashSet<string> { "/var/log/shop.log", "/etc/hostname" });

    [Theory]
    [InlineData("/etc/machine-id")]
    [InlineData("/etc/passwd-")]
    [InlineData("/var/lib/dpkg/lock")]
    [InlineData("/var/log/apt/history.log")]
    [InlineData("/var/lib/apt/lists/deb_dists_bookworm_InRelease")]
    [InlineData("/tmp/leftover")]
    public void What_a_program_left_behind_goes(string path) => Assert.True(files.IsLeftOut(path, false));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/var/lib/dpkg/status")]
    [InlineData("/var/logs/file")]
    [InlineData("/srv/tmp/file")]
    public void Other_files_stay(string path) => Assert.False(files.IsLeftOut(path, false));

    [Theory]
    [InlineData("/var/log/shop.log")]
    [InlineData("/etc/hostname")]
    public void A_declared_file_stays(string path) => Assert.False(files.IsLeftOut(path, false));

    [Fact]
    public void The_folder_of_logs_of_a_daemon_stays() =>
        Assert.False(files.IsLeftOut("/var/log/nginx", true));
}
