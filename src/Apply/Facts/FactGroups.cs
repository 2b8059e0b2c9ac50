using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// Facts that are blocked together: the groups of facter 4, with the names they have on any system. The group
/// <c>legacy</c> is all flat names.
/// </summary>
public static class FactGroups
{
    public const string Legacy = "legacy";

    public static ImmutableArray<(string Name, ImmutableArray<string> Facts)> All { get; } =
    [
        ("AIX NIM type", ["nim_type"]),
        ("EC2", ["ec2_metadata", "ec2_userdata"]),
        ("GCE", ["gce"]),
        ("Xen", ["xen", "xendomains"]),
        ("augeas", ["augeas", "augeasversion"]),
        (
            "desktop management interface",
            [
                "dmi",
                "bios_vendor",
                "bios_version",
                "bios_release_date",
                "boardassettag",
                "boardmanufacturer",
                "boardproductname",
                "boardserialnumber",
                "chassisassettag",
                "manufacturer",
                "productname",
                "serialnumber",
                "uuid",
                "chassistype",
            ]
        ),
        ("disks", ["blockdevices", "disks"]),
        ("file system", ["mountpoints", "filesystems", "partitions"]),
        ("fips", ["fips_enabled"]),
        ("hypervisors", ["hypervisors"]),
        ("id", ["id", "gid", "identity"]),
        ("kernel", ["kernel", "kernelversion", "kernelrelease", "kernelmajversion"]),
        ("load_average", ["load_averages"]),
        (
            "memory",
            [
                "memory",
                "memoryfree",
                "memoryfree_mb",
                "memorysize",
                "memorysize_mb",
                "swapfree",
                "swapfree_mb",
                "swapsize",
                "swapsize_mb",
                "swapencrypted",
            ]
        ),
        (
            "networking",
            [
                "networking",
                "hostname",
                "ipaddress",
                "ipaddress6",
                "netmask",
                "netmask6",
                "network",
                "network6",
                "scope6",
                "macaddress",
                "interfaces",
                "domain",
                "fqdn",
                "dhcp_servers",
            ]
        ),
        (
            "operating system",
            [
                "os",
                "operatingsystem",
                "osfamily",
                "operatingsystemrelease",
                "operatingsystemmajrelease",
                "hardwaremodel",
                "architecture",
                "lsbdistid",
                "lsbdistrelease",
                "lsbdistcodename",
                "lsbdistdescription",
                "lsbmajdistrelease",
                "lsbminordistrelease",
                "lsbrelease",
                "macosx_buildversion",
                "macosx_productname",
                "macosx_productversion",
                "macosx_productversion_major",
                "macosx_productversion_minor",
                "macosx_productversion_patch",
                "windows_display_version",
                "windows_edition_id",
                "windows_installation_type",
                "windows_product_name",
                "windows_release_id",
                "system32",
                "selinux",
                "selinux_enforced",
                "selinux_policyversion",
                "selinux_current_mode",
                "selinux_config_mode",
                "selinux_config_policy",
            ]
        ),
        ("path", ["path"]),
        ("processor", ["processors", "processorcount", "physicalprocessorcount", "hardwareisa"]),
        (
            "ssh",
            [
                "ssh",
                "sshdsakey",
                "sshrsakey",
                "sshecdsakey",
                "sshed25519key",
                "sshfp_dsa",
                "sshfp_rsa",
                "sshfp_ecdsa",
                "sshfp_ed25519",
            ]
        ),
        (
            "system profiler",
            [
                "system_profiler",
                "sp_boot_mode",
                "sp_boot_rom_version",
                "sp_boot_volume",
                "sp_cpu_type",
                "sp_current_processor_speed",
                "sp_kernel_version",
                "sp_l2_cache_core",
                "sp_l3_cache",
                "sp_local_host_name",
                "sp_machine_model",
                "sp_machine_name",
                "sp_number_processors",
                "sp_os_version",
                "sp_packages",
                "sp_physical_memory",
                "sp_platform_uuid",
                "sp_secure_vm",
                "sp_serial_number",
                "sp_smc_version_system",
                "sp_uptime",
                "sp_user_name",
            ]
        ),
        ("timezone", ["timezone"]),
        ("uptime", ["system_uptime", "uptime", "uptime_days", "uptime_hours", "uptime_seconds"]),
        ("virtualization", ["virtual", "is_virtual", "cloud"]),
        ("ldom", ["ldom"]),
        ("Solaris zone", ["zones", "zonename", "solaris_zones"]),
        ("ZFS", ["zfs_version", "zfs_featurenumbers"]),
        ("ZFS storage pool", ["zpool_version", "zpool_featureflags", "zpool_featurenumbers"]),
    ];

    /// <summary>The names of facts that a list of groups and facts means.</summary>
    public static ImmutableHashSet<string> Expand(IEnumerable<string> names) =>
        [
            .. names.SelectMany(name =>
                All.FirstOrDefault(group => group.Name == name) is { Name: not null } group
                    ? [.. group.Facts]
                    : new[] { name }
            ),
        ];
}
