namespace Bunraku.Model;

/// <summary>
/// The settings of Puppet 7.23 with what they are when nobody sets them (`puppet config print`): a name, a
/// mark for those that are on or off (`?`), paths (`/`) and times (`+`), the value, in which `$name` stands
/// for another setting. Those without a value here depend on the account, or are not set.
/// </summary>
public static class SettingTable
{
    // A table: it may be as long as it is.
    public const string Text = """
        agent_catalog_run_lockfile = $statedir/agent_catalog_run.lock
        agent_disabled_lockfile = $statedir/agent_disabled.lock
        allow_duplicate_certs? = false
        always_retry_plugins? = true
        autoflush? = true
        autosign/ = $confdir/autosign.conf
        basemodulepath/ = $codedir/modules:/usr/share/puppet/modules
        binder_config/
        bucketdir/ = $vardir/bucket
        ca_fingerprint
        ca_name = Puppet CA: $certname
        ca_port = $serverport
        ca_server = $server
        ca_ttl+ = 5y
        cacert/ = $cadir/ca_crt.pem
        cacrl/ = $cadir/ca_crl.pem
        cadir/ = $confdir/puppetserver/ca
        cakey/ = $cadir/ca_key.pem
        capub/ = $cadir/ca_pub.pem
        catalog_cache_terminus
        catalog_terminus = compiler
        cert_inventory/ = $cadir/inventory.txt
        certdir/ = $ssldir/certs
        certificate_revocation = chain
        certname
        ciphers
        classfile/ = $statedir/classes.txt
        client_datadir/ = $vardir/client_data
        clientbucketdir/ = $vardir/clientbucket
        clientyamldir/ = $vardir/client_yaml
        codedir/
        code
        color = ansi
        confdir/
        config_file_name = puppet.conf
        config_version
        configprint
        config/ = $confdir/${config_file_name}
        crl_refresh_interval+
        csr_attributes/ = $confdir/csr_attributes.yaml
        csrdir/ = $cadir/requests
        daemonize? = true
        data_binding_terminus = hiera
        default_file_terminus = rest
        default_manifest = ./manifests
        default_schedules? = true
        deviceconfdir/ = $confdir/devices
        deviceconfig = $confdir/device.conf
        devicedir/ = $vardir/devices
        diff_args = -u
        diff = diff
        digest_algorithm = sha256
        disable_i18n? = true
        disable_per_environment_manifest? = false
        disable_warnings
        dns_alt_names
        document_all? = false
        environment_data_provider
        environment_timeout+ = 0
        environmentpath/ = $codedir/environments
        environment = production
        evaltrace? = false
        exclude_unchanged_resources? = false
        external_nodes = none
        fact_name_length_soft_limit = 2560
        fact_value_length_soft_limit = 4096
        factpath/ = $vardir/lib/facter:$vardir/facts
        facts_terminus = facter
        fileserverconfig/ = $confdir/fileserver.conf
        filetimeout+ = 15s
        forge_authorization
        freeze_main? = false
        genconfig? = false
        genmanifest? = false
        graphdir/ = $statedir/graphs
        graph? = false
        group = puppet
        hiera_config/ = $confdir/hiera.yaml
        hostcert/ = $certdir/$certname.pem
        hostcrl/ = $ssldir/crl.pem
        hostcsr/ = $requestdir/$certname.pem
        hostprivkey/ = $privatekeydir/$certname.pem
        hostpubkey/ = $publickeydir/$certname.pem
        http_connect_timeout+ = 2m
        http_debug? = false
        http_extra_headers
        http_keepalive_timeout+ = 4s
        http_proxy_host = none
        http_proxy_password = none
        http_proxy_port = 3128
        http_proxy_user = none
        http_read_timeout+ = 10m
        http_user_agent = Puppet/7.23.0 Ruby/3.1.7-p261 (x86_64-linux-gnu)
        ignore_plugin_errors? = false
        ignoremissingtypes? = false
        ignoreschedules? = false
        include_legacy_facts? = true
        key_type = rsa
        keylength = 4096
        lastrunfile/ = $publicdir/last_run_summary.yaml
        lastrunreport/ = $statedir/last_run_report.yaml
        ldapattrs = all
        ldapbase
        ldapclassattrs = puppetclass
        ldapparentattr = parentnode
        ldappassword
        ldapport = 389
        ldapserver = ldap
        ldapssl? = false
        ldapstackedattrs = puppetvar
        ldapstring = (&(objectclass=puppetClient)(cn=%s))
        ldaptls? = false
        ldapuser
        libdir/ = $vardir/lib
        localcacert/ = $certdir/ca.pem
        localedest/ = $vardir/locales
        localesource = puppet:///locales
        location_trusted? = false
        log_level = notice
        logdest
        logdir/
        manage_internal_file_permissions? = true
        manifest/
        masterport = 8140
        max_deprecations = 10
        max_errors = 10
        max_warnings = 10
        maximum_uid = 4294967290
        maxwaitforcert+ = unlimited
        maxwaitforlock+ = 1m
        merge_dependency_warnings? = false
        mkusers? = false
        module_groups
        module_repository = https://forgeapi.puppet.com
        module_working_dir = $vardir/puppet-module
        modulepath/
        named_curve = prime256v1
        no_proxy = localhost, 127.0.0.1
        node_cache_terminus
        node_name_fact
        node_name_value = $certname
        node_terminus = plain
        noop? = false
        number_of_facts_soft_limit = 2048
        onetime? = false
        passfile/ = $privatedir/password
        path = none
        payload_soft_limit = 16777216
        pidfile/ = $rundir/${run_mode}.pid
        plugindest/ = $libdir
        pluginfactdest/ = $vardir/facts.d
        pluginfactsource = puppet:///pluginfacts
        pluginsignore = .svn CVS .git .hg
        pluginsource = puppet:///plugins
        pluginsync? = true
        postrun_command
        preferred_serialization_format = json
        preprocess_deferred? = true
        prerun_command
        preview_outputdir/ = $vardir/preview
        priority
        privatedir/ = $ssldir/private
        privatekeydir/ = $ssldir/private_keys
        profile? = false
        publicdir/
        publickeydir/ = $ssldir/public_keys
        puppet_trace? = false
        puppetdlog/ = $logdir/puppetd.log
        report_include_system_store? = false
        report_port = $serverport
        report_server = $server
        reportdir/ = $vardir/reports
        reports = store
        reporturl = http://localhost:3000/reports/upload
        report? = true
        requestdir/ = $ssldir/certificate_requests
        resourcefile/ = $statedir/resources.txt
        resubmit_facts? = false
        rich_data? = true
        route_file = $confdir/routes.yaml
        rundir/
        runinterval+ = 30m
        runtimeout+ = 1h
        serial/ = $cadir/serial
        server_datadir/ = $vardir/server_data
        server_list
        serverport = $masterport
        server = puppet
        settings_catalog? = true
        show_diff? = false
        signeddir/ = $cadir/signed
        skip_tags
        sourceaddress
        splaylimit+ = $runinterval
        splay? = false
        srv_domain
        ssl_client_header = HTTP_X_CLIENT_DN
        ssl_client_verify_header = HTTP_X_CLIENT_VERIFY
        ssl_lockfile = $ssldir/ssl.lock
        ssl_trust_store/
        ssldir/
        statedir/ = $vardir/state
        statefile/ = $statedir/state.yaml
        statettl+ = 32d
        static_catalogs? = true
        storeconfigs_backend = puppetdb
        storeconfigs? = false
        strict_environment_mode? = false
        strict_variables? = false
        strict = warning
        summarize? = false
        supported_checksum_types = sha256,sha384,sha512,sha224,md5
        syslogfacility = daemon
        tags
        tasks? = false
        top_level_facts_soft_limit = 512
        trace? = false
        transactionstorefile/ = $statedir/transactionstore.yaml
        trusted_external_command/
        trusted_oid_mapping_file/ = $confdir/custom_trusted_oid_mapping.yaml
        use_cached_catalog? = false
        use_last_environment? = true
        use_srv_records? = false
        usecacheonfailure? = true
        user = puppet
        vardir/
        vendormoduledir = /usr/share/puppet/vendor_modules
        versioned_environment_dirs? = false
        waitforcert+ = 2m
        waitforlock+ = 0
        write_catalog_summary? = true
        yamldir/ = $vardir/yaml
        """;
}
