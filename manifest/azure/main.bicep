// Everything that one MASH needs in Azure, for `az deployment group create` or `azd up` (manifest/deploy.md).
// Not compiled here: no compiler could be had. tests/azure compares it with main.json, and with what the program reads.

@description('Begins the name of each resource: 2 to 8 small letters.')
@minLength(2)
@maxLength(8)
param name string = 'mash'

param location string = resourceGroup().location

@description('The image in the registry, such as mash-referrals:0.1.0. Empty at first: then all but the program is made.')
param image string = ''

@description('How many processes serve at the same time.')
@minValue(2)
@maxValue(10)
param instances int = 2

@description('The partition of the store and the beginning of each reference: 2 to 6 capital letters. Never change it.')
param organisation string

@description('Entra object ids of the administrators, comma separated. Name two.')
param admins string

@description('Who gets an e-mail when something must be mended.')
param alertEmail string

@description('The council’s own host for the bot, such as mash.council.gov.uk. Empty: the host that Azure gives.')
param domain string = ''

@description('The id of the certificate of that host. A deployment without it takes the host away.')
param certificateId string = ''

@description('The Entra object id of who keeps the secrets in the vault. Empty: nobody is given that role.')
param keeperId string = ''

@description('The Cosmos DB account of the store. Empty: one that is named after the group. Another: a restored one (manifest/runbook/restoring.md).')
param storeAccount string = ''

@description('Further settings of .env.example, none of them secret: [{ name, value }].')
param moreSettings array = []

@description('Settings that are secrets of the vault: DATA_KEY is its secret data-key, and so on.')
param vaultSettings array = [
  'DATA_KEY'
]

var serves = !empty(image)
var suffix = uniqueString(resourceGroup().id)
var storeName = empty(storeAccount) ? '${name}-${suffix}' : storeAccount
var appName = '${name}-bot'
var address = empty(domain) ? '${appName}.${host.properties.defaultDomain}' : domain
var vaultSettingsOfApp = map(vaultSettings, setting => {
  name: setting
  secretRef: toLower(replace(setting, '_', '-'))
})
var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
var secretsOfficer = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7')
var imagePuller = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

// The one identity: it is the bot, reads the vault, pulls the image and opens the store. It has no password.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

// The log: it names the head of each case’s history after each write, so it is kept for a year.
resource log 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-log'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 365
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-${suffix}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource vaultLock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'Whoever loses the key loses every case.'
  }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

resource keepsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(keeperId)) {
  name: guid(vault.id, keeperId, secretsOfficer)
  scope: vault
  properties: {
    principalId: keeperId
    roleDefinitionId: secretsOfficer
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${name}${suffix}'
  location: location
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
  }
}

resource pullsImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, imagePuller)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: imagePuller
  }
}

// The store. No key opens it, only the identity. Nothing in it expires by itself: that would erase what a court holds.
resource store 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: storeName
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
    ]
    consistencyPolicy: {
      defaultConsistencyLevel: 'Session'
    }
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous30Days'
      }
    }
    disableLocalAuth: true
    minimalTlsVersion: 'Tls12'
  }
}

resource storeLock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: store
  properties: {
    level: 'CanNotDelete'
    notes: 'The cases.'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-05-15' = {
  parent: store
  name: 'mash'
  properties: {
    resource: {
      id: 'mash'
    }
  }
}

resource documents 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-05-15' = {
  parent: database
  name: 'documents'
  properties: {
    resource: {
      id: 'documents'
      partitionKey: {
        paths: [
          '/organisation'
        ]
        kind: 'Hash'
      }
      indexingPolicy: {
        indexingMode: 'consistent'
        includedPaths: [
          {
            path: '/organisation/?'
          }
          {
            path: '/kind/?'
          }
          {
            path: '/author/?'
          }
          {
            path: '/status/?'
          }
          {
            path: '/changedAt/?'
          }
          {
            path: '/wakeAt/?'
          }
          {
            path: '/unsentSince/?'
          }
          {
            path: '/upNext/?'
          }
          {
            path: '/dueAt/?'
          }
          {
            path: '/heldBy/?'
          }
          {
            path: '/team/?'
          }
          {
            path: '/rush/?'
          }
          {
            path: '/trouble/?'
          }
          {
            path: '/keys/[]/?'
          }
          {
            path: '/body/sealed/key/?'
          }
          {
            path: '/_ts/?'
          }
        ]
        excludedPaths: [
          {
            path: '/*'
          }
        ]
      }
    }
    options: {
      throughput: 400
    }
  }
}

// Cosmos DB’s own role “Data Contributor”: it reads and writes documents, and makes no database.
resource opensStore 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-05-15' = {
  parent: store
  name: guid(store.id, identity.id)
  properties: {
    principalId: identity.properties.principalId
    roleDefinitionId: '${store.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    scope: store.id
  }
}

resource host 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-host'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: log.properties.customerId
        sharedKey: log.listKeys().primarySharedKey
      }
    }
  }
}

// TLS ends at Azure’s door, which keeps no log of addresses: the links to files must stand in none.
resource program 'Microsoft.App/containerApps@2024-03-01' = if (serves) {
  name: appName
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: host.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 3978
        transport: 'http'
        allowInsecure: false
        customDomains: empty(certificateId) ? [] : [
          {
            name: domain
            bindingType: 'SniEnabled'
            certificateId: certificateId
          }
        ]
      }
      registries: [
        {
          server: registry.properties.loginServer
          identity: identity.id
        }
      ]
      // Azure takes no reference to a resource inside a lambda, so the address of the vault is put together
      secrets: map(vaultSettings, setting => {
        name: toLower(replace(setting, '_', '-'))
        keyVaultUrl: 'https://${vault.name}${environment().suffixes.keyvaultDns}/secrets/${toLower(replace(setting, '_', '-'))}'
        identity: identity.id
      })
    }
    template: {
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'bot'
          image: '${registry.properties.loginServer}/${image}'
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat([
            {
              name: 'NODE_ENV'
              value: 'production'
            }
            {
              name: 'PORT'
              value: '3978'
            }
            {
              name: 'PUBLIC_URL'
              value: 'https://${address}'
            }
            {
              name: 'METRICS_PORT'
              value: '9464'
            }
            {
              name: 'INSTANCES'
              value: string(instances)
            }
            {
              name: 'MicrosoftAppType'
              value: 'UserAssignedMSI'
            }
            {
              name: 'MicrosoftAppId'
              value: identity.properties.clientId
            }
            {
              name: 'MicrosoftAppTenantId'
              value: tenant().tenantId
            }
            {
              name: 'AZURE_CLIENT_ID'
              value: identity.properties.clientId
            }
            {
              name: 'STORE'
              value: 'cosmos'
            }
            {
              name: 'COSMOS_ENDPOINT'
              value: store.properties.documentEndpoint
            }
            {
              name: 'COSMOS_DATABASE'
              value: 'mash'
            }
            {
              name: 'ORGANISATION'
              value: organisation
            }
            {
              name: 'ADMINS'
              value: admins
            }
          ], moreSettings, vaultSettingsOfApp)
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/healthz'
                port: 3978
              }
              periodSeconds: 5
              failureThreshold: 30
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: 3978
              }
              periodSeconds: 30
              timeoutSeconds: 10
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: 3978
              }
              periodSeconds: 10
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: instances
        maxReplicas: instances
      }
    }
  }
  dependsOn: [
    documents
    opensStore
    pullsImages
    readsSecrets
  ]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${suffix}'
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'MASH Referrals'
    endpoint: 'https://${address}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: tenant().tenantId
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

// What wakes people. Two pages are asked from four places outside, because a bot that is down cannot say so.
resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  properties: {
    groupShortName: name
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource outside 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-outside'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: log.id
  }
}

resource asksReady 'Microsoft.Insights/webtests@2022-06-15' = if (serves) {
  name: '${name}-readyz'
  location: location
  tags: {
    'hidden-link:${outside.id}': 'Resource'
  }
  kind: 'standard'
  properties: {
    SyntheticMonitorId: '${name}-readyz'
    Name: '/readyz'
    Enabled: true
    Frequency: 300
    Timeout: 30
    Kind: 'standard'
    RetryEnabled: true
    Locations: [
      {
        Id: 'emea-ru-msa-edge'
      }
      {
        Id: 'emea-se-sto-edge'
      }
      {
        Id: 'emea-nl-ams-azr'
      }
      {
        Id: 'emea-gb-db3-azr'
      }
    ]
    Request: {
      RequestUrl: 'https://${address}/readyz'
      HttpVerb: 'GET'
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
    }
  }
}

resource ringsReady 'Microsoft.Insights/metricAlerts@2018-03-01' = if (serves) {
  name: '${name}-readyz'
  location: 'global'
  tags: {
    'hidden-link:${outside.id}': 'Resource'
    'hidden-link:${asksReady.id}': 'Resource'
  }
  properties: {
    description: 'The bot takes no referral: /readyz'
    severity: 1
    enabled: true
    scopes: [
      asksReady.id
      outside.id
    ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: asksReady.id
      componentId: outside.id
      failedLocationCount: 2
    }
    actions: [
      {
        actionGroupId: operators.id
      }
    ]
  }
}

resource asksAlarm 'Microsoft.Insights/webtests@2022-06-15' = if (serves) {
  name: '${name}-alarmz'
  location: location
  tags: {
    'hidden-link:${outside.id}': 'Resource'
  }
  kind: 'standard'
  properties: {
    SyntheticMonitorId: '${name}-alarmz'
    Name: '/alarmz'
    Enabled: true
    Frequency: 300
    Timeout: 30
    Kind: 'standard'
    RetryEnabled: true
    Locations: [
      {
        Id: 'emea-ru-msa-edge'
      }
      {
        Id: 'emea-se-sto-edge'
      }
      {
        Id: 'emea-nl-ams-azr'
      }
      {
        Id: 'emea-gb-db3-azr'
      }
    ]
    Request: {
      RequestUrl: 'https://${address}/alarmz'
      HttpVerb: 'GET'
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
    }
  }
}

resource ringsAlarm 'Microsoft.Insights/metricAlerts@2018-03-01' = if (serves) {
  name: '${name}-alarmz'
  location: 'global'
  tags: {
    'hidden-link:${outside.id}': 'Resource'
    'hidden-link:${asksAlarm.id}': 'Resource'
  }
  properties: {
    description: 'A person must mend something: /alarmz'
    severity: 1
    enabled: true
    scopes: [
      asksAlarm.id
      outside.id
    ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: asksAlarm.id
      componentId: outside.id
      failedLocationCount: 2
    }
    actions: [
      {
        actionGroupId: operators.id
      }
    ]
  }
}

resource troubles 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = if (serves) {
  name: '${name}-troubles'
  location: location
  properties: {
    displayName: 'The bot says that a person must mend something'
    severity: 1
    enabled: true
    scopes: [
      log.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs_CL | where Log_s has "trouble.began" or Log_s has "crashed"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [
        operators.id
      ]
    }
  }
}

output BOT_ID string = identity.properties.clientId
output DOMAIN string = address
output REGISTRY string = registry.name
output VAULT string = vault.name
output STORE string = store.name
output BOT string = bot.name
